import assert from 'node:assert/strict'
import { built } from '../support/built.mjs'
import { outcomeOf } from '../support/outcome.mjs'

const { fromEnv } = await built('service', 'config/from-env.js')
const { parseDuration } = await built('service', 'config/parse-duration.js')
const { parseTarget } = await built('service', 'pipeline/locate-limited-token.js')
const { readInputs } = await built('service', 'pipeline/read-inputs.js')

const SECRETS = [
  'COUNTERSIGN_SIGNING_KEY',
  'COUNTERSIGN_LIMITED_KEYS',
  'COUNTERSIGN_SMTP',
  'COUNTERSIGN_EVENTS_SECRET',
]

/** Lines of `NAME=value`. */
function checkEnvironment(input) {
  const env = Object.create(null)
  for (const line of input.toString('utf8').split('\n')) {
    const [name, value] = line.split(/=(.*)/s)
    if (value !== undefined) env[name] = value
  }
  const readFile = () => {
    throw Object.assign(new Error('there are no files here'), { code: 'ENOENT' })
  }
  const { value: options, error } = outcomeOf(() => fromEnv(env, { readFile }))
  for (const name of SECRETS)
    if ((env[name] ?? '').length > 12)
      assert.ok(!(error?.message ?? '').includes(env[name]), `${name} in a message`)
  if (options === undefined) return
  assert.ok(Object.isFrozen(options))
  assert.ok(options.audience.every((one) => one === one.trim() && one !== ''))
  for (const { tenantId } of options.tenants) assert.match(tenantId, /^[0-9a-f-]{36}$/i)
}

const UNITS = { s: 1e3, m: 6e4, h: 36e5, d: 864e5 }

function checkDuration(input) {
  const text = input.toString('utf8')
  const milliseconds = parseDuration(text)
  if (milliseconds === undefined) return
  assert.ok(Number.isSafeInteger(milliseconds) && milliseconds > 0)
  assert.equal(milliseconds, Number(text.slice(0, -1)) * UNITS[text.at(-1)])
}

/** As Node's HTTP server would hand it over; the URL parser is the reference. */
function checkTarget(input) {
  const text = input.toString('latin1')
  const { value: url } = outcomeOf(() => parseTarget(text))
  if (url === undefined) return
  assert.ok(url.protocol === 'https:' || url.protocol === 'http:')
  // A target that begins with // is a path here, as RFC 9112 section 3.2.1 has it, and not another host.
  assert.equal(url.href, new URL(text.startsWith('/') ? `https://base.invalid${text}` : text).href)
}

/** The first line is the content type, the rest the body. */
function checkBody(input) {
  const end = input.indexOf(10)
  const type = input.subarray(0, Math.max(end, 0)).toString('latin1')
  const body = input.subarray(end + 1)
  const { value: inputs } = outcomeOf(() => readInputs(type, body))
  if (inputs === undefined) return
  assert.equal(Object.getPrototypeOf(inputs), null)
  assert.ok(!Object.hasOwn(inputs, '__proto__'))
  if (/^application\/json$/i.test(type))
    assert.deepEqual({ ...inputs }, body.length === 0 ? {} : JSON.parse(body.toString('utf8')))
}

const env = [
  'COUNTERSIGN_PROFILE=entra',
  'COUNTERSIGN_ORIGINATOR=1b2f3e4d-5c6b-4a79-8877-665544332211',
  'COUNTERSIGN_SENDER=expenses@contoso.example',
  'COUNTERSIGN_SIGNING_KEY=-----BEGIN PRIVATE KEY-----',
  'COUNTERSIGN_LIMITED_KEYS=k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY',
  'COUNTERSIGN_AUDIENCE=api://auth-am-x/y, second',
  'COUNTERSIGN_TENANTS=7d7a1d1c-0f0e-4c2d-9b1a-2f6a3c4d5e6f=contoso.com+fabrikam.com',
  'COUNTERSIGN_SCOPE=Global.Test',
  'COUNTERSIGN_LEDGER=memory:',
  'COUNTERSIGN_SMTP=smtp://user:secret-password@mail.example:25',
]

export const targets = [
  {
    name: 'environment',
    seeds: [
      env.join('\n'),
      [
        ...env,
        'COUNTERSIGN_BIND_ACTOR_BY=address',
        'COUNTERSIGN_TRUST_EMULATOR=http://127.0.0.1:1',
        'COUNTERSIGN_TRUST_EMULATOR_KEY=x',
        'COUNTERSIGN_EVENTS=http://127.0.0.1',
        'COUNTERSIGN_EVENTS_SECRET=a-secret-of-events',
      ].join('\n'),
      'COUNTERSIGN_SIGNING_KEY_FILE=/nowhere',
    ],
    dictionary: [
      ...env.map((line) => `\n${line}`),
      '_FILE=',
      ',',
      '+',
      '=',
      ' ',
      '__proto__=x',
      'substrate',
      'exchange',
    ],
    check: checkEnvironment,
  },
  {
    name: 'duration',
    seeds: ['14d', '90s', '1h', '0s', '999999m', '1.5h'],
    dictionary: ['d', 's', '-', '0', 'e', '\n', ' '],
    check: checkDuration,
  },
  {
    name: 'request-target',
    seeds: [
      '/actions/expense?cst=a.b.c&cst=d',
      'https://expenses.example/x?y',
      '//evil.example/x',
      '*',
      '/%00',
      'http://[::1]:99999/',
    ],
    dictionary: ['http://', 'https://', '//', '\\', '@', '?', '#', '%', '..', ':', '[', ']', '\t', '&cst='],
    check: checkTarget,
  },
  {
    name: 'request-body',
    seeds: [
      'application/json\n{"comment":"x","n":[1]}',
      'application/x-www-form-urlencoded\na=b&c=%00&a=d',
      '\n{}',
      'multipart/form-data; boundary=0123456789abcdef\n--0123456789abcdef\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--0123456789abcdef--\r\n',
      'text/plain\nx',
    ],
    dictionary: [
      'application/json\n',
      '; charset=utf-8',
      '__proto__',
      '=',
      '&',
      '%5f',
      '{',
      '}',
      '"a":',
      '\xff',
      'application/x-www-form-urlencoded\n',
    ],
    check: checkBody,
  },
]
