import { actionCodes } from './catalog/action-codes.js'
import { admissionCodes } from './catalog/admission-codes.js'
import { cardCodes } from './catalog/card-codes.js'
import { commandCodes } from './catalog/command-codes.js'
import { configCodes } from './catalog/config-codes.js'
import { emulatorCodes } from './catalog/emulator-codes.js'
import { issuerCodes } from './catalog/issuer-codes.js'
import { keyCodes } from './catalog/key-codes.js'
import { ledgerCodes } from './catalog/ledger-codes.js'
import { limitedCodes } from './catalog/limited-codes.js'
import { linkCodes } from './catalog/link-codes.js'
import { mailCodes } from './catalog/mail-codes.js'
import { postCodes } from './catalog/post-codes.js'
import { requestCodes } from './catalog/request-codes.js'
import { tokenCodes } from './catalog/token-codes.js'
import type { CatalogEntry } from './catalog-entry.js'

/** Every code of the toolkit, by family. docs/errors.md is generated from it. */
export const errorCatalog = {
  ...tokenCodes,
  ...keyCodes,
  ...issuerCodes,
  ...cardCodes,
  ...limitedCodes,
  ...requestCodes,
  ...configCodes,
  ...ledgerCodes,
  ...mailCodes,
  ...postCodes,
  ...actionCodes,
  ...linkCodes,
  ...admissionCodes,
  ...emulatorCodes,
  ...commandCodes,
} satisfies Record<string, CatalogEntry>

export type ErrorCode = keyof typeof errorCatalog
