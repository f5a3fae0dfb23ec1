import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, it } from 'node:test'
import { createTeamsWebhookVerifier } from '../../src/tokens/index.js'
import { refusalCode } from '../refusal-code.js'
import { activityOf, authorize, bodyOf, KEY, options } from '../tokens/teams-webhook/webhook-fixture.js'
import { createRandom, type Random } from './random.js'

const CALLS = Number(process.env['COUNTERSIGN_DIFFERENCE_TOKENS'] ?? 600)
const SEED = Number(process.env['COUNTERSIGN_DIFFERENCE_SEED'] ?? 1)
const FORM = ['ERR_TOKEN_MAC_FORM', 'ERR_TOKEN_MAC']
const { verify } = createTeamsWebhookVerifier(options)

interface Call {
  authorization: string
  body: Buffer
}

/** One change of a good call. `intended` is what a plain HMAC lets through and we do not; docs/differences.md gives the reasons. */
const changes: readonly {
  readonly name: string
  readonly change: (call: Call, random: Random) => void
  readonly ours: readonly string[]
  readonly intended?: true
}[] = [
  { name: 'none', change: () => undefined, ours: ['ACCEPTED'] },
  {
    name: 'a byte of the body changed',
    change: ({ body }, random) => {
      const at = random.below(body.length)
      body.writeUInt8(body.readUInt8(at) ^ (1 << random.below(8)), at)
    },
    ours: ['ERR_TOKEN_MAC'],
  },
  {
    name: 'a character of the MAC changed',
    change: (call, random) => {
      const at = 5 + random.below(43)
      const other = random.pick([...'ABCxyz019+/'].filter((letter) => letter !== call.authorization[at]))
      call.authorization = call.authorization.slice(0, at) + other + call.authorization.slice(at + 1)
    },
    ours: FORM,
  },
  {
    name: 'another scheme, or none',
    change: (call, random) => {
      call.authorization = call.authorization.replace(
        'HMAC ',
        random.pick(['', 'Bearer ', 'HMAC  ', 'HMAC', 'HMAC\t']),
      )
    },
    ours: ['ERR_TOKEN_MAC_FORM'],
  },
  {
    name: 'no timestamp, or one that is far off',
    change: (call, random) => {
      const timestamp = random.pick<unknown>([
        undefined,
        1,
        '2026',
        '2027-01-15T07:00:00Z',
        '2027-01-15T09:00:00+00:00',
      ])
      call.body = bodyOf(activityOf({ timestamp }))
      call.authorization = authorize(call.body)
    },
    ours: ['ERR_TOKEN_ACTIVITY_TIME'],
    intended: true,
  },
  {
    name: 'no id',
    change: (call, random) => {
      call.body = bodyOf(
        activityOf({ id: random.pick<unknown>([undefined, '', 1, 'a b', random.word(201)]) }),
      )
      call.authorization = authorize(call.body)
    },
    ours: ['ERR_TOKEN_ACTIVITY'],
    intended: true,
  },
  {
    name: 'no JSON object',
    change: (call, random) => {
      call.body = Buffer.from(
        random.pick(['[]', 'null', '{"id":1,"id":2}', '\u00e9', '', '{"__proto__":{}}']),
        random.pick(['utf8', 'latin1']),
      )
      call.authorization = authorize(call.body)
    },
    ours: ['ERR_TOKEN_ACTIVITY'],
    intended: true,
  },
]

/** What the vendor's page shows: compare the header with the HMAC of the body. */
function judgeByPlainHmac({ authorization, body }: Call): boolean {
  const mac = createHmac('sha256', Buffer.from(KEY, 'base64')).update(body).digest('base64')
  return authorization === `HMAC ${mac}`
}

describe('verdicts beside those of a plain HMAC', () => {
  it(`teams-webhook: ${String(CALLS)} changed calls, no difference but the intended ones`, async () => {
    const random = createRandom(SEED)
    for (let done = 0; done < CALLS; done++) {
      const { name, change, ours: allowed, intended } = changes[done] ?? random.pick(changes)
      const body = bodyOf(activityOf({ text: random.word(random.below(80)) }))
      const call: Call = { authorization: authorize(body), body }
      change(call, random)
      const ours = await refusalCode(() => verify(call.authorization, call.body))
      assert.ok(allowed.includes(ours), `seed ${String(SEED)}, ${name}: ${ours}`)
      assert.equal(judgeByPlainHmac(call), ours === 'ACCEPTED' || intended === true, name)
    }
  })
})
