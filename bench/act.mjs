/**
 * `act`: the act phase in process, from request to answer, with the default SQLite ledger on disk and 256 presses in
 * flight. The limit is what its three dear parts take one after another in the same passes: verify the action token,
 * open the limited-purpose token, reserve and settle durably.
 */
import { createLimitedTokens, parseLimitedRoots } from '@countersign/core/limited'
import { createEntraVerifier } from '@countersign/core/tokens'
import { createSqliteLedger } from '@countersign/ledger/sqlite'
import { join } from 'node:path'
import { AUDIENCE, jwks, SCOPE, TENANT } from './support/entra-tokens.mjs'
import { expectAll } from './support/expect-all.mjs'
import { interleave } from './support/interleave.mjs'
import { inFlight } from './support/in-flight.mjs'
import { IN_FLIGHT, makeRequests, openItems, reserveAndSettle } from './support/ledger-load.mjs'
import { createPressedService, LIMITED_KEYS, ORIGINATOR } from './support/pressed-service.mjs'
import { median, toRow } from './support/row.mjs'
import { withTemporaryFolder } from './support/temporary-folder.mjs'

export const name = 'act'

const ACTIONS = 3072
const PARTS = ['verify', 'limited', 'ledger']

export function run({ quick, passes }) {
  const actions = quick ? 128 : ACTIONS
  return withTemporaryFolder(async (folder) => {
    const ledger = await createSqliteLedger({ file: join(folder, 'act.db') })
    const alone = await createSqliteLedger({ file: join(folder, 'alone.db') })
    const service = createPressedService(ledger)
    try {
      return [await measure(service, alone, { actions, passes })]
    } finally {
      await service.close()
      await ledger.close()
      await alone.close()
    }
  })
}

async function measure(service, ledger, { actions, passes }) {
  const verifier = createEntraVerifier({
    audience: AUDIENCE,
    tenants: [TENANT],
    scope: SCOPE,
    keys: { jwks },
    now: Date.now,
  })
  const limited = createLimitedTokens({
    roots: parseLimitedRoots(LIMITED_KEYS),
    service: ORIGINATOR,
    now: Date.now,
  })
  const sample = await service.preparePresses(actions)
  let presses
  let requests
  const press = async ({ request }) => {
    const { status } = await service.handle(request)
    if (status !== 200) throw new Error(`the press was answered with ${status}`)
  }
  const measured = await interleave(
    {
      verify: () => expectAll(sample, ({ token }) => !(verifier.verify(token) instanceof Promise)),
      limited: () => expectAll(sample, ({ limitedToken }) => limited.open(limitedToken).purpose === 'act'),
      ledger: () => reserveAndSettle(ledger, requests),
      ours: () => inFlight(presses, press, IN_FLIGHT),
    },
    {
      passes,
      // One pass at a time: tens of thousands of presses that wait for their turn would be looked through by each collection.
      prepare: async () => {
        presses = await service.preparePresses(actions)
        requests = makeRequests(actions)
        await openItems(ledger, requests)
      },
    },
  )
  const { wall, cpu } = measured
  const alone = Object.fromEntries(PARTS.map((part) => [part, Math.round(median(wall[part]))]))
  return toRow(name, 'actions/s', { wall: withLimit(wall), cpu: withLimit(cpu) }, alone)
}

function withLimit({ ours, ...parts }) {
  const limit = ours.map((_, pass) => 1 / PARTS.reduce((sum, part) => sum + 1 / parts[part][pass], 0))
  return { ours, limit }
}
