import assert from 'node:assert/strict'
import { createHmac, randomUUID, X509Certificate } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { createCertificate, exportPublicKey, generateSigningKey, signCompactJws } from '@countersign/core'
import { runCommand, withFolder, type CommandResult } from '../support/run-command.js'

const AT = 1_795_000_000
const PAGE = 'https://addin.contoso.com/read.html'
const METADATA = 'https://mail.contoso.com/autodiscover/metadata/json/1'
const SERVICE_URL = 'https://smba.trafficmanager.net/amer/'
const APP_ID = randomUUID()
const WEBHOOK_KEY = Buffer.from('a 32 byte secret that Teams made').toString('base64')
const OTHER_WEBHOOK_KEY = Buffer.alloc(32, 1).toString('base64')
const BODY = JSON.stringify(
  { type: 'message', id: '1485983408511', timestamp: new Date(AT * 1000).toISOString(), text: 'approve' },
  undefined,
  1,
)

interface Verdict {
  readonly ok: boolean
  readonly code?: string
  readonly profile?: string
}

const files: Record<string, string> = {}
let mintExchange: (claims?: Record<string, unknown>) => Promise<string>
let mintBot: (claims?: Record<string, unknown>) => Promise<string>
const hmac = (key = WEBHOOK_KEY, body = BODY): string =>
  `HMAC ${createHmac('sha256', Buffer.from(key, 'base64')).update(body).digest('base64')}`

function run(tokens: string, ...args: string[]): Promise<CommandResult> {
  return withFolder(async (folder) => {
    for (const [name, text] of Object.entries({ ...files, 'token.txt': `${tokens}\n` }))
      await writeFile(join(folder, name), text)
    return runCommand(['token', 'verify', 'token.txt', '--at', String(AT), ...args], { cwd: folder })
  })
}

const exchangeArgs = [
  '--profile',
  'exchange',
  '--audience',
  PAGE,
  '--trusted-metadata',
  `${METADATA}=exchange.json`,
]
const botArgs = ['--profile', 'bot', '--audience', APP_ID, '--jwks', 'bot.json']
const webhookArgs = ['--profile', 'teams-webhook', '--key', 'webhook.key', '--body', 'body.json']

function verdictsOf({ stdout }: CommandResult): Verdict[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Verdict)
}

describe('countersign token verify: exchange, bot, teams-webhook', () => {
  before(async () => {
    const key = await generateSigningKey()
    const pem = await createCertificate(key, {
      commonName: 'Exchange',
      notBefore: new Date((AT - 86_400) * 1000),
      notAfter: new Date((AT + 86_400) * 1000),
    })
    const { raw, fingerprint } = new X509Certificate(pem)
    const x5t = Buffer.from(fingerprint.replaceAll(':', ''), 'hex').toString('base64url')
    const published = {
      usage: 'signing',
      keyinfo: { x5t },
      keyvalue: { type: 'x509Certificate', value: raw.toString('base64') },
    }
    const jwk = JSON.parse(exportPublicKey(key, 'jwk')) as Record<string, unknown>
    files['exchange.json'] = JSON.stringify({ keys: [published] })
    files['bot.json'] = JSON.stringify({
      keys: [{ ...jwk, kid: 'k1', use: 'sig', endorsements: ['msteams'] }],
    })
    files['webhook.key'] = `${WEBHOOK_KEY}\n`
    files['old.key'] = OTHER_WEBHOOK_KEY
    files['short.key'] = Buffer.alloc(31).toString('base64')
    files['body.json'] = BODY
    files['again.json'] = JSON.stringify(JSON.parse(BODY))
    mintExchange = (claims = {}) =>
      signCompactJws(
        {
          aud: PAGE,
          iss: '00000002-0000-0ff1-ce00-000000000000@mail.contoso.com',
          nbf: AT - 60,
          exp: AT + 28_740,
          appctx: JSON.stringify({
            msexchuid: '53e925fa-76ba-45e1-be0f-4ef08b59d389@mail.contoso.com',
            version: 'ExIdTok.V1',
            amurl: METADATA.replace('.com/', '.com:443/'),
          }),
          ...claims,
        },
        { key, header: { typ: 'JWT', x5t } },
      )
    mintBot = (claims = {}) =>
      signCompactJws(
        {
          iss: 'https://api.botframework.com',
          aud: APP_ID,
          nbf: AT - 60,
          exp: AT + 3540,
          serviceurl: SERVICE_URL,
          ...claims,
        },
        { key, header: { typ: 'JWT', kid: 'k1' } },
      )
  })

  it('exchange: a genuine token is exit 0 and names the user by both parts', async () => {
    const { code, stdout, stderr } = await run(await mintExchange(), ...exchangeArgs, '--json')
    assert.equal(code, 0, stdout + stderr)
    const { actor } = JSON.parse(stdout) as { actor: { exchangeUser: { key: string } } }
    assert.equal(actor.exchangeUser.key, `${METADATA}#53e925fa-76ba-45e1-be0f-4ef08b59d389@mail.contoso.com`)
    const { stdout: text } = await run(await mintExchange(), ...exchangeArgs)
    assert.match(text, /^verdict {3}good[^]*actor {5}user https:\/\/mail\.contoso\.com\//)
    assert.doesNotMatch(text, /sender/)
  })

  it('X01 X03: exchange: refusals are exit 1, line by line', async () => {
    const appctx = (changes: Record<string, unknown>): string =>
      JSON.stringify({ msexchuid: 'a@b', version: 'ExIdTok.V1', amurl: METADATA, ...changes })
    const tokens = await Promise.all([
      mintExchange(),
      mintExchange({ appctx: appctx({ amurl: 'https://evil.com/autodiscover/metadata/json/1' }) }),
      mintExchange({ aud: 'https://other.contoso.com/' }),
      mintExchange({ appctx: undefined }),
      mintBot(),
    ])
    const result = await run([...tokens, 'junk'].join('\n'), ...exchangeArgs, '--batch', '--json')
    assert.equal(result.code, 1, result.stderr)
    assert.deepEqual(
      verdictsOf(result).map(({ ok, code }) => code ?? ok),
      [
        true,
        'ERR_TOKEN_METADATA_URL',
        'ERR_TOKEN_AUDIENCE',
        'ERR_TOKEN_CONTEXT',
        'ERR_TOKEN_ISSUER',
        'ERR_TOKEN_MALFORMED',
      ],
    )
  })

  it('X02: exchange: an expired certificate is a refusal, exit 1', async () => {
    const { code, stderr } = await run(
      await mintExchange({ nbf: AT + 200_000, exp: AT + 203_600 }),
      ...exchangeArgs,
      ...['--at', String(AT + 200_060)],
    )
    assert.equal(code, 1, stderr)
    assert.match(stderr, /^ERR_ISSUER_CERTIFICATE: /)
  })

  it('bot: a genuine token is exit 0, with what was not compared said', async () => {
    const { code, stdout, stderr } = await run(await mintBot(), ...botArgs)
    assert.equal(code, 0, stdout + stderr)
    assert.match(stdout, /actor {5}not in the token[^]*--service-url[^]*--channel/)
    const named = await run(await mintBot(), ...botArgs, '--service-url', SERVICE_URL, '--channel', 'msteams')
    assert.equal(named.code, 0, named.stderr)
    assert.doesNotMatch(named.stdout, /^mind/m)
  })

  it('W01: bot: a script is told what was not compared as well', async () => {
    const verdict = async (...args: string[]): Promise<string[] | undefined> => {
      const { stdout, stderr } = await run(await mintBot(), ...botArgs, ...args)
      assert.equal(stderr, '')
      return (JSON.parse(stdout) as { remarks?: string[] }).remarks
    }
    for (const form of ['--json', '--batch']) {
      const remarks = (await verdict(form)) ?? []
      assert.equal(remarks.length, 2, form)
      assert.match(remarks.join('\n'), /--service-url[^]*--channel/)
      const named = ['--service-url', SERVICE_URL, '--channel', 'msteams']
      assert.equal(await verdict(form, ...named), undefined)
    }
  })

  it('W01 W02: bot: another service URL or channel is exit 1', async () => {
    for (const [more, expected] of [
      [['--service-url', 'https://smba.trafficmanager.net/emea/'], 'ERR_TOKEN_SERVICE_URL'],
      [['--channel', 'directline'], 'ERR_TOKEN_ENDORSEMENT'],
      [['--cloud', 'usgov'], 'ERR_TOKEN_ISSUER'],
    ] as const) {
      const result = await run(await mintBot(), ...botArgs, '--json', ...more)
      assert.equal(result.code, 1, result.stderr)
      assert.equal(verdictsOf(result)[0]?.code, expected)
    }
    const unlisted = await run(
      [
        await mintBot({ serviceurl: 'https://evil.com/' }),
        await mintBot({ serviceurl: undefined }),
        await mintBot(),
      ].join('\n'),
      ...botArgs,
      '--batch',
    )
    assert.deepEqual(
      verdictsOf(unlisted).map(({ ok, code }) => code ?? ok),
      ['ERR_TOKEN_SERVICE_URL', 'ERR_TOKEN_SERVICE_URL', true],
    )
  })

  it('W01: bot: the hint names an option that is there, and it stands in for the hosts of the cloud', async () => {
    const connector = 'https://connector.contoso.com/teams/'
    const token = await mintBot({ serviceurl: `${connector}amer/` })
    const refused = await run(token, ...botArgs)
    assert.equal(refused.code, 1)
    assert.match(refused.stderr, /^ERR_TOKEN_SERVICE_URL: .*\n.*--allowed-service-url/)
    const allow = (...urls: string[]): string[] => urls.flatMap((url) => ['--allowed-service-url', url])
    const allowed = await run(token, ...botArgs, ...allow('https://a.contoso.com/', connector))
    assert.equal(allowed.code, 0, allowed.stderr)
    // What is listed stands in for the default, and each entry for its own path only.
    for (const [args, text] of [
      [allow(connector), await mintBot()],
      [allow(`${connector}emea`), token],
    ] as const) {
      const { code, stderr } = await run(text, ...botArgs, ...args)
      assert.equal(code, 1, stderr)
      assert.match(stderr, /^ERR_TOKEN_SERVICE_URL/)
    }
  })

  it('teams-webhook: a genuine call is exit 0, under either key', async () => {
    const { code, stdout, stderr } = await run(hmac(), ...webhookArgs, '--json')
    assert.equal(code, 0, stdout + stderr)
    assert.deepEqual(JSON.parse(stdout), {
      ok: true,
      profile: 'teams-webhook',
      id: '1485983408511',
      timestamp: new Date(AT * 1000).toISOString(),
      keyIndex: 0,
    })
    const both = await run(hmac(OTHER_WEBHOOK_KEY), ...webhookArgs, '--key', 'old.key')
    assert.equal(both.code, 0, both.stderr)
    assert.match(both.stdout, /key {7}number 2/)
  })

  it('W04 W05: teams-webhook: another body, key or time is exit 1, line by line', async () => {
    const again = await run(hmac(), ...webhookArgs, '--body', 'again.json')
    assert.equal(again.code, 1)
    assert.match(again.stderr, /^ERR_TOKEN_MAC: /)
    const late = await run(hmac(), ...webhookArgs, '--at', String(AT + 301))
    assert.match(late.stderr, /^ERR_TOKEN_ACTIVITY_TIME: /)
    const batch = await run(
      [hmac(), hmac(OTHER_WEBHOOK_KEY), 'Bearer x'].join('\n'),
      ...webhookArgs,
      '--batch',
    )
    assert.equal(batch.code, 1)
    assert.deepEqual(
      verdictsOf(batch).map(({ ok, code }) => code ?? ok),
      [true, 'ERR_TOKEN_MAC', 'ERR_TOKEN_MAC_FORM'],
    )
  })

  it('H05: prints no key, and nothing of a refused token', async () => {
    const token = await mintExchange({ aud: 'https://recognisable.example/' })
    const refused = await run(token, ...exchangeArgs)
    assert.doesNotMatch(refused.stdout + refused.stderr, /recognisable/)
    const short = await run(hmac(), ...webhookArgs, '--key', 'short.key')
    assert.equal(short.code, 2)
    assert.match(short.stderr, /^ERR_CONFIG_INVALID: /)
    assert.ok(!short.stderr.includes(files['short.key']?.slice(0, 20) ?? ''))
  })

  const unusable: readonly (readonly [name: string, args: readonly string[], message: RegExp])[] = [
    [
      'exchange without an audience',
      ['--profile', 'exchange', '--trusted-metadata', `${METADATA}=exchange.json`],
      /audience/,
    ],
    ['exchange without trusted metadata', ['--profile', 'exchange', '--audience', PAGE], /trustedMetadata/],
    [
      'exchange with a file that is not there',
      [...exchangeArgs, '--trusted-metadata', 'https://b.contoso.com/m=nothing.json'],
      /nothing\.json/,
    ],
    [
      'exchange with a file that is no document',
      [...exchangeArgs.slice(0, -1), `${METADATA}=body.json`],
      /ERR_ISSUER_KEY_SET.*\n.*metadata document.*certificate/,
    ],
    [
      'exchange with one file for two addresses',
      [...exchangeArgs, '--trusted-metadata', 'https://b.contoso.com/m'],
      /for every/,
    ],
    [
      'exchange with an address by http',
      [...exchangeArgs.slice(0, -1), 'http://mail.contoso.com/m=exchange.json'],
      /trustedMetadata/,
    ],
    ['exchange with a key set', [...exchangeArgs, '--jwks', 'bot.json'], /does not know --jwks/],
    [
      "exchange with an emulator's address but no key of it",
      [
        '--profile',
        'exchange',
        '--audience',
        PAGE,
        '--trusted-metadata',
        METADATA,
        '--metadata',
        'http://127.0.0.1:1/issuers',
      ],
      /--trust-emulator/,
    ],
    [
      "exchange with an emulator's key but no address of it",
      [
        ...['--profile', 'exchange', '--audience', PAGE, '--trusted-metadata', METADATA],
        ...['--trust-emulator', 'A'.repeat(43)],
      ],
      /--trust-emulator needs --metadata/,
    ],
    [
      'exchange with an address and no name of a file behind it',
      [...exchangeArgs.slice(0, -1), `${METADATA}=`],
      /URL=FILE/,
    ],
    ['bot without an app id', ['--profile', 'bot', '--jwks', 'bot.json'], /audience/],
    [
      'bot with a name for an app id',
      ['--profile', 'bot', '--audience', 'my-bot', '--jwks', 'bot.json'],
      /app id/,
    ],
    [
      'bot with a service URL that is no https address',
      [...botArgs, '--allowed-service-url', 'http://connector.contoso.com/'],
      /serviceUrls: give https/,
    ],
    [
      'entra with service URLs',
      [
        ...['--profile', 'entra', '--audience', 'x', '--jwks', 'bot.json'],
        ...['--allowed-service-url', 'https://a.example/'],
      ],
      /does not know --allowed-service-url/,
    ],
    ['bot without keys', ['--profile', 'bot', '--audience', APP_ID], /--jwks/],
    ['a webhook without a key', ['--profile', 'teams-webhook', '--body', 'body.json'], /--key/],
    ['a webhook without a body', ['--profile', 'teams-webhook', '--key', 'webhook.key'], /--body/],
    [
      'entra with a webhook key',
      ['--profile', 'entra', '--audience', 'x', '--jwks', 'bot.json', '--key', 'webhook.key'],
      /does not know --key/,
    ],
    ['an unknown profile', ['--profile', '__proto__'], /There is no profile/],
  ]
  for (const [name, args, message] of unusable) {
    it(`answers ${name} with exit 2 and no stack trace`, async () => {
      const { code, stdout, stderr } = await run(await mintExchange(), ...args)
      assert.equal(code, 2, stdout + stderr)
      assert.match(stderr, message)
      assert.doesNotMatch(stderr, /\n\s+at /)
    })
  }

  for (const [name, args] of [
    ['exchange', exchangeArgs],
    ['bot', botArgs],
    ['teams-webhook', webhookArgs],
  ] as const) {
    it(`${name}: an empty batch is no good batch: exit 2, and why`, async () => {
      const { code, stdout, stderr } = await run(' \n\n  ', ...args, '--batch')
      assert.equal(code, 2)
      assert.equal(stdout, '')
      assert.match(stderr, /token\.txt holds no token/)
    })
  }

  it('exchange: a server that does not answer leaves it undecided: exit 3', async () => {
    const args = ['--profile', 'exchange', '--audience', PAGE, '--trusted-metadata', METADATA]
    // A name that no resolver has: the fetch ends at once.
    const unknown = args.map((arg) => arg.replace('mail.contoso.com', 'no-such-host.invalid'))
    const token = await mintExchange({
      appctx: JSON.stringify({
        msexchuid: 'a@b',
        version: 'ExIdTok.V1',
        amurl: METADATA.replace('mail.contoso.com', 'no-such-host.invalid'),
      }),
    })
    const { code, stderr } = await run(token, ...unknown)
    assert.equal(code, 3, stderr)
    assert.match(stderr, /^ERR_ISSUER_UNAVAILABLE: /)
  })
})
