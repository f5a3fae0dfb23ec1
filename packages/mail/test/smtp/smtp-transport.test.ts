import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import { isCodedError } from '@countersign/core'
import { generate } from 'selfsigned'
import { createSmtpTransport } from '../../src/smtp/index.js'
import type { Transport } from '../../src/transport.js'
import { sampleMail } from '../support/sample-mail.js'
import { startRawServer } from '../support/start-raw-server.js'
import { smtpError, startSmtpServer } from '../support/start-smtp-server.js'

const PASSWORD = 'p@ss/w:rd é'

async function withTransport(
  transport: Transport,
  use: (transport: Transport) => Promise<void>,
): Promise<void> {
  try {
    await use(transport)
  } finally {
    await transport.close?.()
  }
}

async function codeOf(
  promise: Promise<unknown>,
): Promise<{ code: string; details: Record<string, unknown> }> {
  try {
    await promise
  } catch (error) {
    assert.ok(isCodedError(error), String(error))
    return { code: error.code, details: 'details' in error ? (error.details as Record<string, unknown>) : {} }
  }
  return assert.fail('nothing was thrown')
}

describe('createSmtpTransport', () => {
  it('hands over the bytes as they are and gives back the server’s words', async () => {
    await using server = await startSmtpServer()
    await withTransport(
      createSmtpTransport(`smtp://127.0.0.1:${server.port.toString()}`),
      async (transport) => {
        const mail = sampleMail()
        const receipt = await transport.deliver(mail)
        assert.match(receipt.response, /^250 .*queued/)
        assert.equal(server.mails.length, 1)
        assert.deepEqual(server.mails[0]?.raw, mail.raw)
        assert.deepEqual(server.mails[0].to, ['adele@contoso.example'])
        assert.equal(server.mails[0].from, 'billing@expenses.example')
      },
    )
  })

  it('uses connections again and no more of them than it may', async () => {
    await using server = await startSmtpServer()
    const transport = createSmtpTransport({ host: '127.0.0.1', port: server.port, maxConnections: 2 })
    await withTransport(transport, async () => {
      await Promise.all(Array.from({ length: 12 }, () => transport.deliver(sampleMail())))
      assert.equal(server.mails.length, 12)
      assert.ok(server.connections() <= 2, `${server.connections().toString()} connections`)
    })
  })

  it('calls a 5xx answer ERR_MAIL_REFUSED and a 4xx answer ERR_MAIL_UNDELIVERED, wherever they come', async () => {
    const onAddress = (address: { address: string }, callback: (error?: Error) => void) => {
      if (address.address.startsWith('gone')) callback(smtpError(550, 'no such user'))
      else if (address.address.startsWith('full')) callback(smtpError(452, 'mailbox full'))
      else callback()
    }
    await using server = await startSmtpServer({
      onRcptTo: (address, _session, callback) => {
        onAddress(address, callback)
      },
      onMailFrom: (address, _session, callback) => {
        onAddress(address, callback)
      },
    })
    await withTransport(
      createSmtpTransport(`smtp://127.0.0.1:${server.port.toString()}`),
      async (transport) => {
        const gone = await codeOf(transport.deliver(sampleMail('gone@contoso.example')))
        assert.equal(gone.code, 'ERR_MAIL_REFUSED')
        assert.equal(gone.details['responseCode'], 550)
        assert.match(String(gone.details['response']), /no such user/)
        assert.equal(
          (await codeOf(transport.deliver(sampleMail('full@contoso.example')))).code,
          'ERR_MAIL_UNDELIVERED',
        )
        const sender = {
          ...sampleMail(),
          envelope: { from: 'gone@b.example', to: ['adele@contoso.example'] },
        }
        assert.equal((await codeOf(transport.deliver(sender))).code, 'ERR_MAIL_REFUSED')
        await transport.deliver(sampleMail())
        assert.equal(server.mails.length, 1)
      },
    )
  })

  it('says so when a mail was taken for some recipients only', async () => {
    await using server = await startSmtpServer({
      onRcptTo: (address, _session, callback) => {
        callback(address.address.startsWith('gone') ? smtpError(550, 'no such user') : undefined)
      },
    })
    await withTransport(
      createSmtpTransport(`smtp://127.0.0.1:${server.port.toString()}`),
      async (transport) => {
        const mail = {
          ...sampleMail(),
          envelope: { from: 'a@b.example', to: ['x@c.example', 'gone@c.example'] },
        }
        const { code, details } = await codeOf(transport.deliver(mail))
        assert.equal(code, 'ERR_MAIL_PARTIAL')
        assert.deepEqual([details['accepted'], details['rejected']], [1, 1])
      },
    )
  })

  it('calls a refused connection, a dropped one and silence ERR_MAIL_UNDELIVERED', async () => {
    const closed = await startSmtpServer()
    await closed[Symbol.asyncDispose]()
    await withTransport(
      createSmtpTransport(`smtp://127.0.0.1:${closed.port.toString()}`),
      async (transport) => {
        const { code, details } = await codeOf(transport.deliver(sampleMail()))
        assert.equal(code, 'ERR_MAIL_UNDELIVERED')
        assert.equal(details['reason'], 'ECONNREFUSED')
      },
    )
    await using dropping = await startRawServer((line, socket) => {
      if (line === 'DATA') socket.destroy()
      else socket.write('250 ok\r\n')
    })
    await withTransport(
      createSmtpTransport(`smtp://127.0.0.1:${dropping.port.toString()}`),
      async (transport) => {
        assert.equal((await codeOf(transport.deliver(sampleMail()))).code, 'ERR_MAIL_UNDELIVERED')
      },
    )
    await using silent = await startRawServer(() => undefined, '')
    const impatient = createSmtpTransport({ host: '127.0.0.1', port: silent.port, connectTimeoutMs: 50 })
    await withTransport(impatient, async (transport) => {
      const { code, details } = await codeOf(transport.deliver(sampleMail()))
      assert.equal(code, 'ERR_MAIL_UNDELIVERED')
      assert.equal(details['reason'], 'ETIMEDOUT')
    })
  })

  it('ends a delivery when its signal aborts', async () => {
    await using silent = await startRawServer(() => undefined, '')
    await withTransport(
      createSmtpTransport(`smtp://127.0.0.1:${silent.port.toString()}`),
      async (transport) => {
        const controller = new AbortController()
        const delivery = transport.deliver(sampleMail(), { signal: controller.signal })
        setImmediate(() => {
          controller.abort(new Error('enough'))
        })
        await assert.rejects(delivery, /enough/)
        await assert.rejects(transport.deliver(sampleMail(), { signal: AbortSignal.abort() }), {
          name: 'AbortError',
        })
      },
    )
  })

  it('B10: refuses an envelope with line breaks before it says a word', async () => {
    await using server = await startSmtpServer()
    await withTransport(
      createSmtpTransport(`smtp://127.0.0.1:${server.port.toString()}`),
      async (transport) => {
        for (const address of [
          'a@b.example>\r\nRCPT TO:<victim@c.example',
          'a@b.example\n',
          '',
          'a b@c.example',
        ]) {
          const to = { ...sampleMail(), envelope: { from: 'a@b.example', to: [address] } }
          assert.equal((await codeOf(transport.deliver(to))).code, 'ERR_MAIL_ADDRESS')
          const from = { ...sampleMail(), envelope: { from: address, to: ['a@b.example'] } }
          assert.equal((await codeOf(transport.deliver(from))).code, 'ERR_MAIL_ADDRESS')
        }
        assert.equal(server.connections(), 0)
      },
    )
  })
})

describe('createSmtpTransport: TLS', async () => {
  const pems = await generate([{ name: 'commonName', value: 'mail.example' }], {
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'mail.example' }] },
    ],
  })
  const certificate = { key: pems.private, cert: pems.cert }

  it('upgrades with STARTTLS and logs in only after it', async () => {
    await using server = await startSmtpServer({
      ...certificate,
      authOptional: false,
      onAuth: (auth, session, callback) => {
        if (session.secure && auth.username === 'billing' && auth.password === PASSWORD)
          callback(null, { user: 'billing' })
        else callback(smtpError(535, 'bad login'))
      },
    })
    const options = { host: '127.0.0.1', port: server.port, security: 'starttls', user: 'billing' } as const
    const trusted = { ca: pems.cert, servername: 'mail.example' }
    await withTransport(
      createSmtpTransport({ ...options, ...trusted, password: PASSWORD }),
      async (transport) => {
        await transport.deliver(sampleMail())
        assert.equal(server.mails[0]?.secure, true)
        assert.equal(server.mails[0].user, 'billing')
      },
    )
    await withTransport(
      createSmtpTransport({ ...options, ...trusted, password: 'wrong' }),
      async (transport) => {
        assert.equal((await codeOf(transport.deliver(sampleMail()))).code, 'ERR_MAIL_LOGIN')
      },
    )
    await withTransport(createSmtpTransport({ ...options, password: PASSWORD }), async (transport) => {
      assert.equal((await codeOf(transport.deliver(sampleMail()))).code, 'ERR_MAIL_INSECURE')
    })
    assert.equal(server.mails.length, 1)
  })

  it('speaks TLS from the first byte with smtps, and checks the name in the certificate', async () => {
    await using server = await startSmtpServer({ ...certificate, secure: true })
    const options = { host: '127.0.0.1', port: server.port, security: 'tls', ca: pems.cert } as const
    await withTransport(
      createSmtpTransport({ ...options, servername: 'mail.example' }),
      async (transport) => {
        await transport.deliver(sampleMail())
        assert.equal(server.mails[0]?.secure, true)
      },
    )
    await withTransport(
      createSmtpTransport({ ...options, servername: 'other.example' }),
      async (transport) => {
        assert.equal((await codeOf(transport.deliver(sampleMail()))).code, 'ERR_MAIL_INSECURE')
      },
    )
    await withTransport(
      createSmtpTransport(`smtps://127.0.0.1:${server.port.toString()}`),
      async (transport) => {
        assert.equal((await codeOf(transport.deliver(sampleMail()))).code, 'ERR_MAIL_INSECURE')
      },
    )
  })

  it('H05: sends neither mail nor password to a server that offers no STARTTLS', async () => {
    await using server = await startRawServer((line, socket) => {
      if (line.startsWith('EHLO')) socket.write('250-raw.example\r\n250 AUTH PLAIN LOGIN\r\n')
      else socket.write('502 5.5.1 no\r\n')
    })
    const options = {
      host: '127.0.0.1',
      port: server.port,
      security: 'starttls',
      user: 'u',
      password: PASSWORD,
    } as const
    await withTransport(createSmtpTransport(options), async (transport) => {
      assert.equal((await codeOf(transport.deliver(sampleMail()))).code, 'ERR_MAIL_INSECURE')
    })
    assert.equal(
      server.lines.some((line) => /^(AUTH|MAIL)/.test(line)),
      false,
    )
  })

  it('sends nothing without a login when one is configured and the server offers none', async () => {
    await using server = await startRawServer((line, socket) => {
      socket.write(line.startsWith('AUTH') ? '502 5.5.1 no AUTH here\r\n' : '250 ok\r\n')
    })
    const url = `smtp://u:p@127.0.0.1:${server.port.toString()}`
    await withTransport(createSmtpTransport(url), async (transport) => {
      assert.equal((await codeOf(transport.deliver(sampleMail()))).code, 'ERR_MAIL_LOGIN')
    })
    assert.equal(
      server.lines.some((line) => line.startsWith('MAIL')),
      false,
    )
  })
})

describe('createSmtpTransport: the password', () => {
  it('H05: is in no error, receipt or field, even when the server repeats what it was told', async () => {
    const plain = Buffer.from(`\0billing\0${PASSWORD}`).toString('base64')
    const secrets = [PASSWORD, encodeURIComponent(PASSWORD), Buffer.from(PASSWORD).toString('base64'), plain]
    const echo = secrets.join(' ')
    // In a form that nobody would think of replacing: what is said during a login is kept out whole.
    const disguised = Buffer.from(PASSWORD).toString('hex')
    const scripts: ((line: string) => string)[] = [
      (line) =>
        line.startsWith('AUTH') ? `535 5.7.8 not understood: ${line} ${echo} ${disguised}` : '250 AUTH PLAIN',
      (line) =>
        line.startsWith('MAIL') ? `550 after ${echo}` : line.startsWith('AUTH') ? '235 ok' : '250 AUTH PLAIN',
      (line) =>
        line.startsWith('MAIL') ? `451 after ${echo}` : line.startsWith('AUTH') ? '235 ok' : '250 AUTH PLAIN',
      (line) =>
        line === 'DATA'
          ? '354 go'
          : line.startsWith('AUTH')
            ? '235 ok'
            : line.startsWith('EHLO')
              ? '250 AUTH PLAIN'
              : `250 ${echo}`,
    ]
    for (const script of scripts) {
      await using server = await startRawServer((line, socket) => {
        if (/^(EHLO|AUTH|MAIL|RCPT|DATA|QUIT|RSET|\.$)/.test(line)) socket.write(`${script(line)}\r\n`)
      })
      const url = `smtp://billing:${encodeURIComponent(PASSWORD)}@127.0.0.1:${server.port.toString()}`
      await withTransport(createSmtpTransport(url), async (transport) => {
        const outcome = await transport.deliver(sampleMail()).catch((error: unknown) => error)
        assert.ok(server.lines.includes(`AUTH PLAIN ${plain}`), 'the login was made')
        const seen = inspect([outcome, transport], { depth: 20, showHidden: true })
        assert.match(seen, /ERR_MAIL|response/)
        for (const secret of [...secrets, disguised]) assert.equal(seen.includes(secret), false, seen)
      })
    }
  })
})
