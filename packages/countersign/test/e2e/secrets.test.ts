import assert from 'node:assert/strict'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import {
  createLimitedTokens,
  exportPrivateKey,
  exportPublicKey,
  generateLimitedRoot,
  generateSigningKey,
  importPrivateKey,
  PLATFORM_CLIENT_ID,
  signCompactJws,
  type OutlookCard,
} from '@countersign/core'
import { Emulator, FAULT_NAMES, type MailboxMessage, type PressOptions } from '@countersign/emulator'
import { composeMail } from '@countersign/mail'
import { createSmtpTransport } from '@countersign/mail/smtp'
import {
  answer,
  createService,
  fromEnv,
  type Kind,
  type PlainInputs,
  type Service,
} from '@countersign/service'
import { mount } from '@countersign/service/node'
import { registerService } from '../../src/testing/index.js'
import { LeakDetector } from '../support/leak-detector.js'
import { runCommand, withFolder } from '../support/run-command.js'

const TARGET = 'https://expenses.example'
const TENANT = '7d7a1d1c-0f0e-4c2d-9b1a-2f6a3c4d5e6f'
const AUDIENCE = '5e3ce6f0-2b1f-4285-8a4b-75ec7a757346'
const COMMENT = 'MARKED-COMMENT-of-adele'

const leaks = new LeakDetector()
const key = await generateSigningKey()
const signingKey = leaks.keepPem('the signing key', exportPrivateKey(key, 'pem'))
const limitedKeys = generateLimitedRoot().text
leaks.keep('a limited key', limitedKeys.split(':')[1] ?? '')

describe('H05: nothing secret is shown', () => {
  let emulator: Emulator
  let service: Service
  let expense: Kind<'approve' | 'fail' | 'reject', PlainInputs, string>
  let server: ReturnType<typeof createHttpServer>
  let origin: string
  const patched = process.stderr.write.bind(process.stderr)
  const onWarning = (warning: Error): void => leaks.see('a warning', warning)

  before(async () => {
    process.on('warning', onWarning)
    process.stderr.write = (chunk: string | Uint8Array, ...rest: []) => {
      leaks.see('stderr', Buffer.from(chunk).toString('utf8'))
      return patched(chunk, ...rest)
    }
    emulator = await Emulator.start()
    emulator.onEvent((event) => leaks.see('an event of the emulator', event))
    server = createHttpServer((request, response) => {
      const { authorization = '' } = request.headers
      // What comes in is secret from here on, genuine or not.
      leaks.keepToken('an action token', authorization.replace('Bearer ', ''))
      const token = new URL(request.url ?? '/', TARGET).searchParams.get('cst')
      if (token !== null) leaks.keepToken('a limited-purpose token', token)
      void answerAction(request, response)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
    const provider = { targets: [TARGET], publicKey: exportPublicKey(importPrivateKey(signingKey), 'xml') }
    const env = await registerService(emulator, { url: origin, provider })
    service = createService({
      ...fromEnv({ ...env, COUNTERSIGN_SIGNING_KEY: signingKey, COUNTERSIGN_LIMITED_KEYS: limitedKeys }),
      onEvent: (event) => leaks.see('an event of the service', event),
    })
    expense = service.define('expense', {
      url: `${TARGET}/actions/expense`,
      decisions: ['approve', 'fail', 'reject'],
      view: ({ item }) => cardOf(item),
    })
    const answerAction = mount(
      expense.on(({ item, decision, input }) => {
        assert.equal(input.comment, COMMENT)
        if (decision === 'fail') throw new Error('the database is away')
        return answer.done('Recorded.', cardOf(item))
      }),
    )
  })
  after(async () => {
    await service.close()
    await emulator.close()
    server.close()
    process.off('warning', onWarning)
    process.stderr.write = patched
  })

  async function send(item: string): Promise<MailboxMessage> {
    leaks.keep('an input', COMMENT)
    const before = emulator.listMessages().length
    await expense.send({
      item,
      to: 'adele@contoso.example',
      subject: `Expense ${item}`,
      card: ({ action }) => ({
        ...cardOf(item),
        actions: (['approve', 'fail', 'reject'] as const).map((name) =>
          action(name, { title: name, inputs: ['comment'] }),
        ),
      }),
    })
    await emulator.waitForMessage(() => emulator.listMessages().length > before, { timeoutMs: 10_000 })
    const message = emulator.listMessages().at(-1)
    assert.ok(message)
    return message
  }

  async function press(message: MailboxMessage, action: string, options: PressOptions = {}) {
    const result = await emulator.press(message.id, action, { inputs: { comment: COMMENT }, ...options })
    leaks.see('the answer to a press', [result.outcome, result.statusText, result.findings, result.failure])
    return result
  }

  it('on the way of an action, good, repeated, refused and failing', async () => {
    const [first, second] = [await send('1'), await send('2')]
    assert.equal((await press(first, 'approve')).outcome, 'done')
    assert.equal((await press(first, 'approve')).outcome, 'done')
    assert.equal((await press(first, 'reject')).outcome, 'refused')
    assert.equal((await press(first, 'approve', { as: 'alex' })).outcome, 'refused')
    assert.equal((await press(second, 'fail')).outcome, 'refused')
    for (const fault of FAULT_NAMES.filter((name) => name !== 'delay'))
      await press(await send(fault), 'approve', { fault })
    leaks.see('the list of events', emulator.listEvents())
    leaks.assertNothingLeaked()
  })

  it('when requests are malformed: every header and body that carries a secret', async () => {
    const token = leaks.keepToken('an action token', await mint({ name: 'MARKED-NAME-of-the-actor' }))
    for (const [what, headers, query] of [
      ['the token twice', { authorization: `Bearer ${token} ${token}` }, ''],
      ['another scheme', { authorization: `Basic ${token}` }, ''],
      ['the token in the query', {}, `?access_token=${token}`],
      ['the token as limited-purpose token', { authorization: `Bearer ${token}` }, `?cst=${token}`],
      ['two headers', { authorization: `Bearer ${token}`, 'action-authorization': `Bearer ${token}x` }, ''],
      ['a request id', { authorization: `Bearer ${token}`, 'action-request-id': token }, ''],
    ] as const) {
      const response = await fetch(`${origin}/actions/expense${query}`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ comment: COMMENT, extra: [COMMENT] }),
      })
      leaks.see(what, `${String(response.status)} ${inspectHeaders(response)} ${await response.text()}`)
    }
    leaks.assertNothingLeaked()
  })

  it('in the refusals of a verifier: no claim of a token, whichever is wrong', async () => {
    const jwk = JSON.parse(exportPublicKey(key, 'jwk')) as Record<string, unknown>
    const verifier = createService({
      audience: AUDIENCE,
      tenants: [TENANT],
      scope: 'Global.Test',
      jwks: { keys: [{ ...jwk, kid: 'k1', issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' }] },
      onEvent: (event) => leaks.see('an event of the verifier', event),
    })
    await verifier.verifyAction({ authorization: `Bearer ${await mint({})}` })
    for (const claim of ['ver', 'iss', 'tid', 'oid', 'aud', 'azp', 'appid', 'scp', 'exp', 'nbf', 'iat']) {
      const marked = leaks.keep(`the claim ${claim}`, `MARKED-CLAIM-${claim}`)
      const token = leaks.keepToken('an action token', await mint({ [claim]: marked }))
      await leaks.seeFailure(claim, () => verifier.verifyAction({ authorization: `Bearer ${token}` }))
      await leaks.seeFailure(`${claim}, forged`, () =>
        verifier.verifyAction({ authorization: `Bearer ${token}x` }),
      )
    }
    await verifier.close()
    leaks.assertNothingLeaked()
  })

  it('in errors of configuration', async () => {
    const password = leaks.keep('the SMTP password', 'MARKED-PASSWORD-for-smtp')
    const env = {
      COUNTERSIGN_AUDIENCE: AUDIENCE,
      COUNTERSIGN_TENANTS: TENANT,
      COUNTERSIGN_SCOPE: 'Global.Test',
      COUNTERSIGN_ORIGINATOR: TENANT,
      COUNTERSIGN_SENDER: 'a@provider.example',
      COUNTERSIGN_LEDGER: 'memory:',
    }
    const broken = {
      'a cut key': {
        COUNTERSIGN_SIGNING_KEY: signingKey.slice(0, -60),
        COUNTERSIGN_LIMITED_KEYS: limitedKeys,
      },
      'a key with other characters': {
        COUNTERSIGN_SIGNING_KEY: signingKey.replace(/.{10}\n/, '!!!\n'),
        COUNTERSIGN_LIMITED_KEYS: limitedKeys,
      },
      'limited keys with padding': {
        COUNTERSIGN_SIGNING_KEY: signingKey,
        COUNTERSIGN_LIMITED_KEYS: `${limitedKeys}==`,
      },
      'limited keys twice': {
        COUNTERSIGN_SIGNING_KEY: signingKey,
        COUNTERSIGN_LIMITED_KEYS: `${limitedKeys},${limitedKeys}`,
      },
      'keys exchanged': { COUNTERSIGN_SIGNING_KEY: limitedKeys, COUNTERSIGN_LIMITED_KEYS: signingKey },
      'an SMTP address that is none': {
        COUNTERSIGN_SMTP: `smtp://user:${password}@:x`,
        COUNTERSIGN_SIGNING_KEY: signingKey,
        COUNTERSIGN_LIMITED_KEYS: limitedKeys,
      },
      'another scheme': {
        COUNTERSIGN_SMTP: `http://user:${password}@mail.example`,
        COUNTERSIGN_SIGNING_KEY: signingKey,
        COUNTERSIGN_LIMITED_KEYS: limitedKeys,
      },
    }
    for (const [what, values] of Object.entries(broken)) {
      const smtp = { COUNTERSIGN_SMTP: `smtps://user:${password}@mail.example` }
      await leaks.seeFailure(what, async () => {
        const made = createService(fromEnv({ ...env, ...smtp, ...values }))
        made.define('expense', { url: TARGET, decisions: ['approve'] })
        await made.ready()
        await made.close()
        // What is wrong with an SMTP address may only show when the first mail is sent.
        createSmtpTransport((values as { COUNTERSIGN_SMTP?: string }).COUNTERSIGN_SMTP ?? '')
      })
    }
    leaks.assertNothingLeaked()
  })

  it('when a mail server refuses the login and repeats it', async () => {
    const password = leaks.keep('the SMTP password', 'MARKED-PASSWORD-for-login')
    leaks.keep('the SMTP login', Buffer.from(`\0user\0${password}`).toString('base64'))
    const echo = await startEcho()
    const transport = createSmtpTransport({
      host: '127.0.0.1',
      port: (echo.address() as AddressInfo).port,
      user: 'user',
      password,
    })
    const mail = await composeMail({
      from: 'a@provider.example',
      to: ['adele@contoso.example'],
      subject: 'x',
      date: new Date(),
      card: cardOf('1'),
    })
    await leaks.seeFailure('a refused login', () => transport.deliver(mail))
    leaks.see('the transport', transport)
    echo.close()
    leaks.assertNothingLeaked()
  })

  it('when a card is posted to a channel, there or not', async () => {
    const { webhookUrl: url } = emulator.addChannel({ name: 'Expenses' })
    const secret = leaks.keep('the webhook', url.split('/').at(-1) ?? '')
    for (const [what, to] of [
      [
        'another secret',
        url.replace(secret, leaks.keep('a wrong webhook', 'MARKED-WEBHOOK-secret-of-another')),
      ],
      ['a host that is not allowed', `https://evil.example/webhook/${secret}`],
      ['no https', `http://outlook.office.com/webhook/${secret}`],
      ['no address', `webhook/${secret}`],
    ] as const) {
      await leaks.seeFailure(what, () =>
        expense.post({
          item: '1',
          to,
          card: {
            '@type': 'MessageCard',
            '@context': 'https://schema.org/extensions',
            summary: 'x',
            text: 'x',
          },
        }),
      )
      const response = await fetch(new URL(`/webhook/x/${secret}x`, emulator.url), {
        method: 'POST',
        body: '{',
      })
      leaks.see('the emulator’s refusal', `${String(response.status)} ${await response.text()}`)
    }
    leaks.assertNothingLeaked()
  })

  it('by the command, whatever it is given', async () => {
    const token = leaks.keepToken(
      'an action token',
      await mint({ aud: leaks.keep('a claim', 'MARKED-CLAIM-of-the-command') }),
    )
    const limited = createLimitedTokens({
      roots: [{ id: 'k1', secret: Buffer.from(limitedKeys.split(':')[1] ?? '', 'base64url') }],
      service: 's',
      now: Date.now,
    })
    const jwe = leaks.keepToken(
      'a limited-purpose token',
      limited.seal({
        jti: 'j',
        iat: Date.now() / 1000 - 1,
        exp: Date.now() / 1000 + 900,
        closesAt: Date.now() / 1000 + 900,
        aud: 's',
        purpose: 'act',
        kind: 'k',
        item: 'i',
        version: 1,
        decision: 'approve',
        actors: [{ address: 'adele@contoso.example' }],
        originator: TENANT,
      }),
    )
    const jwk = JSON.parse(exportPublicKey(key, 'jwk')) as Record<string, unknown>
    await withFolder(async (folder) => {
      await writeFile(join(folder, 'token.txt'), token)
      await writeFile(join(folder, 'jwe.txt'), jwe)
      await writeFile(join(folder, 'key.pem'), signingKey)
      await writeFile(join(folder, 'cut.pem'), signingKey.slice(0, -40))
      await writeFile(join(folder, 'keys.json'), JSON.stringify({ keys: [{ ...jwk, kid: 'k1' }] }))
      await writeFile(join(folder, 'card.json'), '{"type":"AdaptiveCard"')
      const entra = [
        '--profile',
        'entra',
        '--audience',
        AUDIENCE,
        '--tenant',
        TENANT,
        '--scope',
        'x',
        '--jwks',
        'keys.json',
      ]
      for (const args of [
        ['token', 'verify', 'token.txt', ...entra],
        ['token', 'verify', 'token.txt', ...entra, '--json'],
        ['token', 'verify', 'jwe.txt', ...entra],
        ['token', 'verify', token, ...entra],
        ['limited-token', 'open', 'jwe.txt', '--service', 'other'],
        ['limited-token', 'open', 'token.txt', '--service', 's'],
        ['card', 'sign', 'card.json', '--key', 'key.pem'],
        ['card', 'sign', 'card.json', '--key', 'cut.pem'],
        ['card', 'verify', 'token.txt', '--key', 'key.pem'],
        ['key', 'convert', 'cut.pem', '--to', 'jwk'],
        ['ledger', 'list', '--ledger', 'sqlite:/nowhere/x.db'],
      ]) {
        const { code, stdout, stderr } = await runCommand(args, {
          cwd: folder,
          env: { COUNTERSIGN_LIMITED_KEYS: limitedKeys, COUNTERSIGN_SIGNING_KEY: signingKey },
        })
        assert.notEqual(code, 0, args.join(' '))
        leaks.see(args.slice(0, 2).join(' '), `${stdout}\n${stderr}`)
      }
    })
    assert.ok(leaks.count > 60, 'too little was looked at')
    leaks.assertNothingLeaked()
  })

  function mint(claims: Record<string, unknown>): Promise<string> {
    const now = Math.floor(Date.now() / 1000)
    return signCompactJws(
      {
        ver: '2.0',
        iss: `https://login.microsoftonline.com/${TENANT}/v2.0`,
        tid: TENANT,
        oid: AUDIENCE,
        aud: AUDIENCE,
        azp: PLATFORM_CLIENT_ID,
        scp: 'Global.Test',
        iat: now - 60,
        nbf: now - 60,
        exp: now + 3600,
        ...claims,
      },
      { key, header: { kid: 'k1' } },
    )
  }
})

function cardOf(item: string): OutlookCard {
  return {
    type: 'AdaptiveCard',
    version: '1.0',
    body: [
      { type: 'TextBlock', text: `Expense ${item}` },
      { type: 'Input.Text', id: 'comment' },
    ],
  }
}

function inspectHeaders(response: Response): string {
  return [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
}

/** A mail server that repeats whatever it is told in its refusal. */
async function startEcho(): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.write('220 echo\r\n')
    socket.on('data', (data) => {
      const line = data.toString('utf8').trim()
      const decoded = Buffer.from(line.split(' ').at(-1) ?? '', 'base64')
        .toString('utf8')
        .replace(/\0/g, ' ')
      if (/^EHLO/i.test(line)) socket.write('250-echo\r\n250 AUTH PLAIN LOGIN\r\n')
      else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
      else socket.write(`535 5.7.8 I do not know ${line} (${decoded})\r\n`)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}
