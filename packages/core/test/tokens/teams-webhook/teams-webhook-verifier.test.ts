import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { CountersignError } from '../../../src/errors/index.js'
import { createTeamsWebhookVerifier, type TeamsWebhookVerifierOptions } from '../../../src/tokens/index.js'
import { MAX_WEBHOOK_BODY_BYTES } from '../../../src/tokens/teams-webhook/teams-webhook-verifier.js'
import { refusalCode } from '../../refusal-code.js'
import { activityOf, authorize, bodyOf, KEY, NOW_MS, options, OTHER_KEY } from './webhook-fixture.js'

const verifier = createTeamsWebhookVerifier(options)
const judge = (body: Uint8Array, authorization = authorize(body), judged = verifier): Promise<string> =>
  refusalCode(() => judged.verify(authorization, body))

describe('Teams webhook verifier', () => {
  it('verifies a call and gives its activity', () => {
    const body = bodyOf()
    assert.deepEqual(verifier.verify(authorize(body), body), {
      id: '1485983408511',
      timestamp: NOW_MS - 1000,
      keyIndex: 0,
      activity: activityOf(),
    })
  })

  it('takes several keys, and says which it was', () => {
    const both = createTeamsWebhookVerifier({ ...options, keys: [OTHER_KEY, KEY] })
    const body = bodyOf()
    assert.equal(both.verify(authorize(body), body).keyIndex, 1)
    assert.equal(both.verify(authorize(body, OTHER_KEY), body).keyIndex, 0)
  })

  it('W04: refuses the MAC of a body that was parsed and written again', async () => {
    const body = bodyOf()
    const again = Buffer.from(JSON.stringify(JSON.parse(body.toString('utf8'))))
    assert.equal(await judge(again, authorize(body)), 'ERR_TOKEN_MAC')
    assert.equal(await judge(body, authorize(again)), 'ERR_TOKEN_MAC')
    assert.equal(await judge(again), 'ACCEPTED')
    const text = body.toString('utf8') as unknown as Uint8Array
    assert.equal(await refusalCode(() => verifier.verify(authorize(body), text)), 'ERR_TOKEN_ACTIVITY')
  })

  it('W04: the MAC covers every byte, and nobody else makes it', async () => {
    const body = bodyOf()
    for (let at = 0; at < body.length; at += 1) {
      const changed = Buffer.from(body)
      changed[at] = (changed[at] ?? 0) ^ 1
      assert.equal(await judge(changed, authorize(body)), 'ERR_TOKEN_MAC')
    }
    assert.equal(await judge(body, authorize(body, OTHER_KEY)), 'ERR_TOKEN_MAC')
    assert.equal(await judge(Buffer.concat([body, Buffer.from(' ')]), authorize(body)), 'ERR_TOKEN_MAC')
  })

  it('W04: a key of the wrong length or spelling is a configuration error, which does not print it', () => {
    const bytes = (count: number): string => Buffer.alloc(count, 7).toString('base64')
    const unusable: unknown[] = [
      [],
      undefined,
      KEY,
      [''],
      [bytes(31)],
      [bytes(33)],
      [bytes(16)],
      [KEY.slice(0, -1)],
      [`${KEY}\n`],
      [` ${KEY}`],
      [`${KEY.slice(0, -2)}B=`],
      [KEY.replace(/=+$/, '')],
      [Buffer.alloc(32, 0xff).toString('base64url')],
      ['a 32 byte secret that Teams made'],
      [Buffer.alloc(32)],
      [KEY, bytes(31)],
    ]
    for (const keys of unusable) {
      assert.throws(
        () => createTeamsWebhookVerifier({ ...options, keys } as TeamsWebhookVerifierOptions),
        (error: Error & { code?: string }) => {
          assert.equal(error.code, 'ERR_CONFIG_INVALID', JSON.stringify(keys))
          assert.ok(!error.message.includes(KEY.slice(0, 12)))
          return true
        },
      )
    }
    assert.throws(() => createTeamsWebhookVerifier({ keys: [], clockSkewSeconds: 601, now: 1 as never }), {
      message: /keys:[^]*clockSkewSeconds:[^]*now:/,
    })
  })

  it('H03: refuses a header of another form', async () => {
    const body = bodyOf()
    const good = authorize(body)
    const mac = good.slice('HMAC '.length)
    for (const authorization of [
      '',
      mac,
      'HMAC',
      'HMAC ',
      `HMAC  ${mac}`,
      `HMAC ${mac} `,
      `HMAC ${mac}\n`,
      ` ${good}`,
      `Bearer ${mac}`,
      `HMAC HMAC ${mac}`,
      `${good}, ${good}`,
      `HMAC ${mac.slice(0, -1)}`,
      `HMAC ${Buffer.from(mac, 'base64').toString('hex')}`,
      `HMAC ${Buffer.alloc(32, 0xff).toString('base64url')}=`,
      `HMAC ${Buffer.from(mac, 'base64').subarray(0, 31).toString('base64')}`,
      `HMAC ${mac}${mac}`,
      // Spare bits that a decoder ignores.
      `HMAC ${mac.slice(0, -2)}${nextCharacter(mac.at(-2))}=`,
    ]) {
      assert.equal(await judge(body, authorization), 'ERR_TOKEN_MAC_FORM', JSON.stringify(authorization))
    }
    for (const authorization of [undefined, null, [good], 7])
      assert.equal(
        await refusalCode(() => verifier.verify(authorization as unknown as string, body)),
        'ERR_TOKEN_MAC_FORM',
      )
    assert.equal(await judge(body, `hmac ${mac}`), 'ACCEPTED')
  })

  it('W04 W05: refuses a timestamp that is missing, unreadable or more than five minutes off', async () => {
    const verdict = (timestamp: unknown): Promise<string> => judge(bodyOf(activityOf({ timestamp })))
    const at = (seconds: number): string => new Date(NOW_MS + seconds * 1000).toISOString()
    for (const seconds of [-300, 0, 300]) assert.equal(await verdict(at(seconds)), 'ACCEPTED')
    for (const seconds of [-301, 301, -86_400]) {
      assert.equal(await verdict(at(seconds)), 'ERR_TOKEN_ACTIVITY_TIME')
    }
    for (const timestamp of [
      undefined,
      null,
      '',
      'now',
      NOW_MS,
      NOW_MS / 1000,
      '2027-01-15',
      '2027-01-15T08:00:00',
      '2027-13-15T08:00:00Z',
      at(0).replace('T', ' '),
      `${at(0)} `,
      [at(0)],
    ]) {
      assert.equal(await verdict(timestamp), 'ERR_TOKEN_ACTIVITY_TIME', JSON.stringify(timestamp))
    }
    const offset = new Date(NOW_MS + 2 * 3_600_000).toISOString().replace('Z', '+02:00')
    assert.equal(await verdict(offset), 'ACCEPTED')
    const broken = createTeamsWebhookVerifier({ ...options, now: () => Number.NaN })
    assert.equal(await judge(bodyOf(), authorize(bodyOf()), broken), 'ERR_TOKEN_ACTIVITY_TIME')
  })

  it('W05: refuses an activity without an id, by which a repeat would be known', async () => {
    for (const id of [undefined, null, '', 7, ['1'], 'a b', 'a\n', '\u00e9', 'x'.repeat(201), {}])
      assert.equal(await judge(bodyOf(activityOf({ id }))), 'ERR_TOKEN_ACTIVITY', JSON.stringify(id))
  })

  it('T09: refuses a body that is no JSON object, is nested without end, or names an object member', async () => {
    const { id, timestamp } = activityOf()
    for (const text of [
      '',
      'x',
      '[]',
      'null',
      '7',
      '"x"',
      `{"__proto__":{},"id":${JSON.stringify(id)},"timestamp":${JSON.stringify(timestamp)}}`,
      '{"x":'.repeat(100) + '1' + '}'.repeat(100),
    ]) {
      assert.equal(await judge(Buffer.from(text)), 'ERR_TOKEN_ACTIVITY', text.slice(0, 40))
    }
    // JSON but for one byte, which a lenient decoder replaces.
    const [before = '', after = ''] = bodyOf(activityOf({ text: '@' }))
      .toString('latin1')
      .split('@')
    const broken = Buffer.from(`${before}\xff${after}`, 'latin1')
    assert.equal(await judge(broken), 'ERR_TOKEN_ACTIVITY')
    // What a lenient decoder would put there may also be meant.
    assert.equal(await judge(bodyOf(activityOf({ text: '\uFFFD' }))), 'ACCEPTED')
  })

  it('T08: refuses a body over the cap before its MAC is made', async () => {
    const large = bodyOf(activityOf({ text: 'x'.repeat(MAX_WEBHOOK_BODY_BYTES) }))
    assert.equal(await judge(large), 'ERR_TOKEN_TOO_LARGE')
  })

  it('M04: a wider skew is a setting, up to ten minutes', async () => {
    const wide = createTeamsWebhookVerifier({ ...options, clockSkewSeconds: 600 })
    const body = bodyOf(activityOf({ timestamp: new Date(NOW_MS - 599_000).toISOString() }))
    assert.equal(await judge(body, authorize(body), wide), 'ACCEPTED')
    assert.equal(await judge(body), 'ERR_TOKEN_ACTIVITY_TIME')
  })

  it('takes or refuses any signed body, and throws nothing else', () => {
    const bodies = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc.json().map((text) => Buffer.from(text)),
      fc
        .record({
          id: fc.oneof(fc.string(), fc.jsonValue()),
          timestamp: fc.oneof(fc.date().map(String), fc.jsonValue()),
        })
        .map((activity) => bodyOf(activity)),
    )
    fc.assert(
      fc.property(bodies, (body) => {
        try {
          verifier.verify(authorize(body), body)
        } catch (error) {
          assert.ok(error instanceof CountersignError && error.code.startsWith('ERR_TOKEN_ACTIVITY'))
        }
      }),
    )
  })
})

function nextCharacter(character = 'A'): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
  return alphabet.charAt((alphabet.indexOf(character) + 1) % 64)
}
