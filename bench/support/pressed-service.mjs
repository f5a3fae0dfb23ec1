import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { parseMail } from '@countersign/admission'
import { extractCards, walkActions } from '@countersign/core/cards'
import { generateLimitedRoot } from '@countersign/core/limited'
import { answer, createService } from '@countersign/service'
import { inFlight } from './in-flight.mjs'
import { IN_FLIGHT } from './ledger-load.mjs'
import { AUDIENCE, jwks, makeClaims, SCOPE, signToken, TENANT } from './entra-tokens.mjs'

export const ORIGINATOR = randomUUID()
export const LIMITED_KEYS = generateLimitedRoot().text

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const decided = { type: 'AdaptiveCard', version: '1.0', body: [{ type: 'TextBlock', text: 'x'.repeat(580) }] }

const mail = {
  subject: 'Expense',
  signed: false,
  card: ({ action }) => ({
    type: 'AdaptiveCard',
    version: '1.0',
    body: [{ type: 'TextBlock', text: 'A taxi' }],
    actions: [action('approve', { title: 'Approve' })],
  }),
}

/** A service that has sent cards, and the requests that the platform makes when their buttons are pressed. */
export function createPressedService(ledger) {
  const mails = new Map()
  const service = createService({
    audience: AUDIENCE,
    scope: SCOPE,
    tenants: [TENANT],
    originator: ORIGINATOR,
    sender: 'expenses@contoso.com',
    signingKey: privateKey,
    limitedKeys: LIMITED_KEYS,
    ledger,
    transport: {
      deliver: ({ raw, envelope }) => {
        mails.set(envelope.to[0], raw)
        return Promise.resolve({ response: '250 Ok' })
      },
    },
    jwks,
  })
  const expense = service.define('expense', {
    url: 'https://expenses.contoso.com/actions/expense',
    decisions: ['approve'],
  })
  const handler = expense.on(() => answer.done('Recorded.', decided))
  let item = 0

  const preparePress = async (number, person) => {
    const { html } = await parseMail(mails.get(person.address))
    mails.delete(person.address)
    const [{ text }] = extractCards(html)
    const card = JSON.parse(text)
    const [{ action }] = [...walkActions(card)]
    const token = signToken(makeClaims(number, person.objectId))
    return {
      token,
      limitedToken: new URL(action.url).searchParams.get('cst'),
      request: {
        method: 'POST',
        url: action.url,
        headers: Object.entries({
          authorization: flatten(`Bearer ${token}`),
          'content-type': 'application/json',
          'card-correlation-id': card.correlationId,
          'action-request-id': randomUUID(),
        }),
        body: Buffer.from(action.body),
      },
    }
  }
  return {
    handle: (request) => handler.handle(request),
    close: () => service.close(),
    async preparePresses(count) {
      const presses = []
      const numbers = Array.from({ length: count }, () => item++)
      const prepare = async (number) => {
        const person = {
          address: `person${number}@contoso.com`,
          tenantId: TENANT,
          objectId: randomUUID(),
        }
        await expense.send({ item: String(number), version: 1, to: person, ...mail })
        presses.push(await preparePress(number, person))
      }
      await inFlight(numbers, prepare, IN_FLIGHT)
      return presses
    },
  }
}

/** In one piece, as an HTTP parser hands a header out: V8 keeps what was put together in parts until somebody reads it. */
function flatten(text) {
  return Buffer.from(text, 'latin1').toString('latin1')
}
