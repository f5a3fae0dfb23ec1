/** Says "a link store made this file" in the file's header ("CSLK"). */
export const LINK_APPLICATION_ID = 0x43534c4b
export const LINK_SCHEMA_VERSION = 1

export const linkSchemaSql = `
CREATE TABLE pending (
  id INTEGER PRIMARY KEY,
  state_hash TEXT NOT NULL UNIQUE,
  actor_key TEXT NOT NULL,
  actor TEXT NOT NULL,
  redirect_url TEXT NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX pending_of_actor ON pending (actor_key);
CREATE INDEX expiring_pending ON pending (expires_at);
CREATE TABLE links (
  actor_key TEXT PRIMARY KEY,
  account TEXT NOT NULL,
  linked_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX links_of_account ON links (account);
PRAGMA application_id = ${String(LINK_APPLICATION_ID)};
PRAGMA user_version = ${String(LINK_SCHEMA_VERSION)};
`
