import assert from 'node:assert/strict'
import { built } from '../support/built.mjs'
import { outcomeOf } from '../support/outcome.mjs'

const { readExchangeContext } = await built('core', 'tokens/exchange/exchange-context.js')
const { canonicalizeMetadataUrl, readTrustedMetadata } = await built(
  'core',
  'tokens/exchange/metadata-url.js',
)
const { readWebhookActivity } = await built('core', 'tokens/teams-webhook/webhook-activity.js')

const AMURL = 'https://mail.contoso.com/autodiscover/metadata/json/1'
const context = {
  msexchuid: '53e925fa-76ba-45e1-be0f-4ef08b59d389@mail.contoso.com',
  version: 'ExIdTok.V1',
  amurl: AMURL,
}

/** Claims as JSON; the context in either shape. */
function checkContext(input) {
  let payload
  try {
    payload = JSON.parse(input.toString('utf8'))
  } catch {
    return
  }
  if (typeof payload !== 'object' || payload === null) return
  const { value: read } = outcomeOf(() => readExchangeContext(payload))
  if (read === undefined) return
  const source = typeof payload.appctx === 'string' ? JSON.parse(payload.appctx) : payload.appctx
  assert.equal(read.shape, typeof payload.appctx === 'string' ? 'observed' : 'documented')
  assert.ok(read.userId === source.msexchuid && source.version === 'ExIdTok.V1')
  assert.doesNotMatch(read.userId, /[#\s]/)
}

const problems = []
const trusted = readTrustedMetadata([AMURL, 'https://other.contoso.com:8443/m'], false, problems)
assert.deepEqual(problems, [])

/** The URL parser is the reference: what is found trusted is the very address that a fetch of the text would reach. */
function checkMetadataUrl(input) {
  const text = input.toString('utf8')
  const canonical = canonicalizeMetadataUrl(text)
  if (canonical !== undefined) {
    assert.equal(canonical, new URL(text).href)
    assert.equal(canonicalizeMetadataUrl(canonical), canonical)
    assert.match(canonical, /^https:\/\/[a-z0-9.-]+(?::\d+)?\/[A-Za-z0-9._~/-]*$/)
  }
  const found = trusted.find(text)
  if (found !== undefined) assert.equal(new URL(text).href, found)
}

function checkActivity(input) {
  const { value: read } = outcomeOf(() => readWebhookActivity(input))
  if (read === undefined) return
  const reference = JSON.parse(input.toString('utf8'))
  assert.deepEqual({ ...read.activity }, reference)
  assert.equal(read.timestamp, new Date(reference.timestamp).getTime())
  assert.match(read.id, /^[!-~]{1,200}$/)
}

export const targets = [
  {
    name: 'exchange-context',
    seeds: [
      JSON.stringify({ appctx: context }),
      JSON.stringify({ appctx: JSON.stringify(context) }),
      JSON.stringify({ appctx: JSON.stringify(JSON.stringify(context)) }),
      '{"appctx":[]}',
    ],
    dictionary: [
      '"appctx":',
      '"version":"ExIdTok.V2"',
      '\\"',
      'null',
      '[',
      '{',
      '"__proto__":',
      '#',
      '@',
      '"msexchuid":1',
    ],
    check: checkContext,
  },
  {
    name: 'metadata-url',
    seeds: [
      AMURL,
      AMURL.replace('.com', '.com:443'),
      AMURL.replace('mail', 'MAIL'),
      'https://other.contoso.com:8443/m',
      'https://mail.contoso.com@evil.example/',
      'https://0x7f.1/',
    ],
    dictionary: [
      ':443',
      ':0443',
      '@',
      '/..',
      '/./',
      '%2f',
      '%2e',
      '\\',
      '?',
      '#',
      '.',
      '//',
      '\t',
      'HTTPS://',
      '0x7f000001',
      '[::1]',
      '\uff0e',
    ],
    check: checkMetadataUrl,
  },
  {
    name: 'webhook',
    seeds: [
      '{"type":"message","id":"1485983408511","timestamp":"2026-06-08T12:00:00.000Z","text":"<at>x</at> hi"}',
      '{"id":"a","timestamp":"2026-02-30T24:00:00.1234567+14:00"}',
    ],
    dictionary: [
      '"id":',
      '"timestamp":',
      'Z',
      '+00:00',
      '-23:59',
      'T24:00:00',
      '\\u0000',
      '"id":"b"',
      '"__proto__":1',
      '\xff',
    ],
    check: checkActivity,
  },
]
