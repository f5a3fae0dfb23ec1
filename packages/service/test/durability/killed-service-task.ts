import { join } from 'node:path'
import type { JsonWebKeySet } from '@countersign/core'
import type { SqliteLedgerOptions } from '@countersign/ledger/sqlite'
import { CARD_URL, platform, secrets } from '../support/test-service.js'

export interface KilledServiceTask {
  readonly ledger: Pick<SqliteLedgerOptions, 'file' | 'driver'>
  /** Where each run of the handler is appended: `ITEM RUN`. */
  readonly runsFile: string
  /** PEM. */
  readonly signingKey: string
  readonly limitedKeys: string
  readonly jwks: JsonWebKeySet
  readonly url: string
}

/** Files in a folder of the test; the keys of its process. */
export function makeServiceTask(
  folder: string,
  driver: Pick<SqliteLedgerOptions, 'driver'> = {},
): KilledServiceTask {
  return {
    ledger: { file: join(folder, 'ledger.db'), ...driver },
    runsFile: join(folder, 'runs'),
    signingKey: secrets.signingKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    limitedKeys: secrets.limitedKeys,
    jwks: platform.jwks,
    url: CARD_URL,
  }
}
