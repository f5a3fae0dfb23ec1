/**
 * `sign`: cards signed per second, many in flight, with the event loop free. The limit is node:crypto's own `sign` over
 * the same bytes on the same thread pool, which keeps every core busy (up to four, unless UV_THREADPOOL_SIZE says
 * otherwise). `delayP99` is how late, in milliseconds, the event loop was for a timer at worst in 99 of 100 cases.
 */
import { generateKeyPairSync, randomUUID, sign as signRaw } from 'node:crypto'
import { promisify } from 'node:util'
import { signCard } from '@countersign/core/cards'
import { createDelayMonitor } from './support/delay-monitor.mjs'
import { toSignedBytes } from './support/entra-tokens.mjs'
import { interleave } from './support/interleave.mjs'
import { inFlight } from './support/in-flight.mjs'
import { toRow } from './support/row.mjs'

export const name = 'sign'

const CARDS = 512
/** Enough to keep every thread of the pool at work, and no more than a mailer would have. */
const IN_FLIGHT = 32
const ROWS_IN_CARD = 12

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const signOnPool = promisify(signRaw)

export async function run({ quick, passes }) {
  const originator = randomUUID()
  const cards = Array.from({ length: quick ? 64 : CARDS }, (_, i) => makeCard(String(i)))
  const options = {
    key: privateKey,
    originator,
    sender: 'expenses@contoso.example',
    recipients: ['adele@contoso.example'],
    now: Date.now(),
  }
  const inputs = await Promise.all(
    cards.map(async (card) => toSignedBytes(await signCard(card, options)).input),
  )
  const delays = { limit: createDelayMonitor(), ours: createDelayMonitor() }
  const measured = await interleave(
    {
      limit: () =>
        delays.limit.during(() =>
          inFlight(inputs, (input) => signOnPool('sha256', input, privateKey), IN_FLIGHT),
        ),
      ours: () => delays.ours.during(() => inFlight(cards, (card) => signCard(card, options), IN_FLIGHT)),
    },
    { passes, turns: 8 },
  )
  return [
    toRow(name, 'cards/s', measured, { delayP99: delays.ours.p99(), limitDelayP99: delays.limit.p99() }),
  ]
}

/** About 2 kB, as cards in use are. */
function makeCard(item) {
  return {
    type: 'AdaptiveCard',
    version: '1.0',
    body: Array.from({ length: ROWS_IN_CARD }, (_, row) => ({
      type: 'TextBlock',
      text: `Expense ${item}, row ${row}: a taxi from the airport to the conference in Graz, 47.20 EUR, paid by card`,
      wrap: true,
    })),
    actions: ['approve', 'reject'].map((id) => ({
      type: 'Action.Http',
      id,
      title: id,
      method: 'POST',
      url: `https://expenses.example/actions/expense?cst=${'x'.repeat(480)}`,
      body: '{}',
    })),
  }
}
