import assert from 'node:assert/strict'
import { domainToASCII } from 'node:url'
import fc from 'fast-check'
import { built } from '../support/built.mjs'
import { outcomeOf } from '../support/outcome.mjs'

const { readActionHeaders, sanitizeStatusText } = await built('core', 'actions/index.js')
const { normalizeAddress } = await built('core', 'address.js')

/** Lines of `name: value`, as pairs, as a record and (where it takes them) as Headers. */
function checkHeaders(input) {
  const pairs = input
    .toString('latin1')
    .split('\n')
    .map((line) => line.split(/:(.*)/s))
    .map(([name, value = '']) => [name, value])
  for (const header of ['authorization', 'action-authorization']) {
    const { value: read } = outcomeOf(() => readActionHeaders(pairs, { header }))
    if (read !== undefined) assertRead(read, pairs, header)
    const { value: again } = outcomeOf(() => readActionHeaders(toRecord(pairs), { header }))
    // A record of lists holds repeated headers of one spelling together, which changes no verdict.
    assert.deepEqual(again, read)
  }
}

function assertRead({ token, correlationId, requestId }, pairs, header) {
  assert.match(token, /^[A-Za-z0-9._~+/=-]+$/)
  for (const id of [correlationId, requestId]) if (id !== undefined) assert.match(id, /^[!-~]{1,128}$/)
  const held = pairs.filter(([name]) => name.toLowerCase() === header)
  assert.ok(
    held.length === 1 && held[0][1].includes(token),
    'the token is that of the one header of the route',
  )
}

function toRecord(pairs) {
  const record = Object.create(null)
  for (const [name, value] of pairs) (record[name] ??= []).push(value)
  return record
}

/** Node and undici must take the text as a header's value; a second cleaning finds nothing to do. */
function checkStatus(input) {
  const clean = sanitizeStatusText(input.toString('utf8'))
  assert.ok(clean.length <= 200)
  assert.match(clean, /^[\x20-\x7e\xa1-\xff]*$/)
  assert.equal(new Headers({ status: clean }).get('status'), clean)
  assert.equal(sanitizeStatusText(clean), clean)
}

function checkAddress(input) {
  const text = input.toString('utf8')
  const { value: address } = outcomeOf(() => normalizeAddress(text))
  if (address === undefined) return
  assert.equal(
    address,
    text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
  )
  assert.equal(normalizeAddress(address), address)
  const domain = address.slice(address.lastIndexOf('@') + 1)
  assert.equal(address.split('@').length, 2)
  // The URL parser reads numbers as an address; otherwise the domain is its own canonical form.
  if (!/(?:^|\.)(?:\d+|0x[0-9a-f]*)$/.test(domain) && !domain.includes('xn--'))
    assert.equal(domainToASCII(domain), domain)
}

const bearer = 'Bearer eyJ.e30.c2ln'

export const targets = [
  {
    name: 'action-headers',
    seeds: [
      `Authorization: ${bearer}\nCard-Correlation-Id: a\nAction-Request-Id: b\nContent-Type: application/json`,
      `Authorization:\nAction-Authorization:${bearer}`,
      `authorization:${bearer}\naction-authorization:${bearer}x`,
      `__proto__: x\nconstructor: y\nAuthorization: ${bearer}`,
    ],
    dictionary: [
      'Authorization:',
      'Action-Authorization:',
      'Bearer ',
      'bearer\t',
      ',',
      '\r',
      '\n',
      '\0',
      'Card-Correlation-Id:',
      'Action-Request-Id:',
      '__proto__:',
      ' ',
      '\x85',
      '\xa0',
    ],
    check: checkHeaders,
  },
  {
    name: 'status-text',
    seeds: [
      'Recorded.',
      'Caf\u00e9 \u20ac \u201cok\u201d\r\nSet-Cookie: x',
      '\u202e\u2028\u0085\u00a0\u{1f4e7}',
    ],
    dictionary: ['\r\n', '\u0300', '\u2028', '\ufb01', '\u212b', '\u1e9e', '\u00ad', '\u200b'],
    arbitrary: fc.string({ unit: 'binary', maxLength: 900 }),
    check: checkStatus,
  },
  {
    name: 'address',
    seeds: [
      'AdeleV@contoso.example',
      'a+b.c@x.example',
      '"a b"@x.example',
      'a@[1.2.3.4]',
      'a@xn--nxasmq6b.example',
      '\u212aelvin@x.example',
    ],
    dictionary: ['@', '.', '..', '-', '\u0130', '\u017f', '\u212a', '\0', ' ', '<', '>', '"', 'xn--'],
    check: checkAddress,
  },
]
