import { defineCodes } from '../catalog-entry.js'

export const ledgerCodes = defineCodes({
  ERR_LEDGER_UNAVAILABLE: {
    message: 'The ledger cannot be reached, so nothing was executed.',
    hint: 'Bring the ledger back; the action can then be tried again.',
  },
  ERR_LEDGER_FULL: {
    message: 'The ledger is full, so nothing was executed.',
    hint: 'Use a SQLite ledger, or raise maxEntries of the memory ledger: it never drops an entry that still counts.',
  },
  ERR_LEDGER_CLOSED: {
    message: 'The ledger was closed, so nothing was executed.',
    hint: 'Close the ledger only after the last request has been answered.',
  },
  ERR_LEDGER_FILE: {
    message: 'The file cannot be used as a ledger.',
    hint: 'Name a file, in a folder that exists, that this process may read and write and that a ledger made (or none yet).',
  },
  ERR_LEDGER_SCHEMA: {
    message: 'The ledger file was made by another version of the ledger.',
    hint: 'Open the file with the version that made it, or start a new file; cards sent before that are then refused.',
  },
  ERR_LEDGER_DRIVER: {
    message: 'No SQLite driver is available for the ledger.',
    hint: 'Run `npm i libsql`, or use a Node.js release that has node:sqlite.',
  },
  ERR_LEDGER_URL: {
    message: 'The ledger address is not usable.',
    hint: 'Write sqlite:FILE for a ledger that survives a restart, or memory: for one that does not.',
  },
  ERR_LEDGER_ARGUMENT: {
    message: 'The ledger was called with unusable values.',
    hint: 'Correct every value that the error lists; the types of the Ledger interface say what each must be.',
  },
})
