/** Says "a ledger made this file" in the file's header ("CSLG"). */
export const APPLICATION_ID = 0x43534c47
export const SCHEMA_VERSION = 1

/** As stored: the state of a reservation. */
export const RUNNING = 0
export const IN_DOUBT = 1
export const SETTLED = 2

/**
 * `holder` is the secret half of the reservation id and null once nobody holds the entry. The two partial indexes
 * serve `list` (open entries are few) and `prune` (closing times mostly ascend, so both stay cheap to maintain).
 */
export const schemaSql = `
CREATE TABLE meta (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  born_at INTEGER NOT NULL,
  adopted INTEGER NOT NULL,
  pruned_until INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  journal TEXT NOT NULL,
  identity TEXT NOT NULL
) STRICT;
CREATE TABLE reservations (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  holder TEXT,
  state INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  item_key TEXT NOT NULL,
  version INTEGER NOT NULL,
  actor_key TEXT NOT NULL,
  decision TEXT NOT NULL,
  reserved_at INTEGER NOT NULL,
  lease_until INTEGER NOT NULL,
  settled_at INTEGER,
  closes_at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  item TEXT NOT NULL,
  actor TEXT NOT NULL
) STRICT;
CREATE INDEX open_reservations ON reservations (id) WHERE state < ${String(SETTLED)};
CREATE INDEX closing_reservations ON reservations (closes_at) WHERE state = ${String(SETTLED)};
CREATE TABLE answers (
  id INTEGER PRIMARY KEY,
  head TEXT NOT NULL,
  body TEXT
) STRICT;
CREATE TABLE items (
  item_key TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  closes_at INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX closing_items ON items (closes_at);
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  what TEXT NOT NULL,
  key TEXT,
  outcome TEXT
) STRICT;
PRAGMA application_id = ${String(APPLICATION_ID)};
PRAGMA user_version = ${String(SCHEMA_VERSION)};
`
