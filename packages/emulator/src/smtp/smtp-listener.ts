import type { AddressInfo, Socket } from 'node:net'
import { CountersignError } from '@countersign/core'
import { SMTPServer, type SMTPServerAddress, type SMTPServerSession } from 'smtp-server'
import { collectMail } from './collect-mail.js'
import type { IncomingMail } from './incoming-mail.js'
import * as limits from './smtp-limits.js'
import { SmtpRefusal } from './smtp-refusal.js'

export interface SmtpListenerOptions {
  /** 0 for any free one. */
  readonly port: number
  readonly limits: limits.SmtpLimits
  /** PEM, for STARTTLS. */
  readonly certificate: { readonly key: string; readonly cert: string }
  /** @throws SmtpRefusal where the recipient is not taken */
  checkRecipient(address: string): void
  /** Returns what the 250 reply says. @throws SmtpRefusal where the mail is not taken */
  receive(mail: IncomingMail): Promise<string>
  onRefused(refusal: SmtpRefusal, stage: 'RCPT' | 'DATA'): void
}

export interface SmtpListener {
  readonly port: number
  close(): Promise<void>
}

type Done = (error?: Error | null) => void

/** Listens on 127.0.0.1 only: every user of the machine may send, nobody else can. */
export async function listenSmtp(options: SmtpListenerOptions): Promise<SmtpListener> {
  const maxBytes = options.limits.maxMailBytes ?? limits.MAX_MAIL_BYTES
  const maxRecipients = options.limits.maxRecipients ?? limits.MAX_RECIPIENTS
  const server = new SMTPServer({
    ...options.certificate,
    name: 'mx.emulator.example',
    banner: 'Countersign emulator',
    size: maxBytes,
    maxClients: options.limits.maxClients ?? limits.MAX_SMTP_CLIENTS,
    socketTimeout: options.limits.idleTimeoutMs ?? limits.SMTP_IDLE_TIMEOUT_MS,
    closeTimeout: limits.SMTP_CLOSE_TIMEOUT_MS,
    disableReverseLookup: true,
    // A service that is configured with a password for its real relay must run here unchanged.
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) => {
      done(null, { user: 'anyone' })
    },
    onRcptTo: (address: SMTPServerAddress, session: SMTPServerSession, done: Done) => {
      try {
        if (session.envelope.rcptTo.length >= maxRecipients) {
          throw new SmtpRefusal(452, '4.5.3 Too many recipients')
        }
        options.checkRecipient(address.address)
        done()
      } catch (error) {
        done(refuse(error, 'RCPT'))
      }
    },
    onData: (stream, session, done) => {
      collectMail(stream, maxBytes)
        .then((raw) => options.receive(describeMail(raw, session)))
        .then(
          (reply) => {
            done(null, reply)
          },
          (error: unknown) => {
            done(refuse(error, 'DATA'))
          },
        )
    },
  })

  function refuse(error: unknown, stage: 'RCPT' | 'DATA'): SmtpRefusal {
    const refusal =
      error instanceof SmtpRefusal ? error : new SmtpRefusal(451, '4.3.0 The emulator failed on this mail')
    options.onRefused(refusal, stage)
    return refusal
  }

  const sessionTimeout = options.limits.sessionTimeoutMs ?? limits.SMTP_SESSION_TIMEOUT_MS
  await listen(server, options.port)
  // Without a listener a client that breaks off would end the process.
  server.on('error', () => undefined)
  server.server.on('connection', (socket: Socket) => {
    const timer = setTimeout(() => socket.destroy(), sessionTimeout)
    // STARTTLS takes the socket's listeners away, so the timer alone must not keep the process running.
    timer.unref()
    socket.once('close', () => {
      clearTimeout(timer)
    })
  })
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
      }),
  }
}

function listen(server: SMTPServer, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error & { code?: string }): void => {
      const busy = error.code === 'EADDRINUSE'
      const message = busy
        ? `The SMTP port ${String(port)} is in use.`
        : `SMTP port ${String(port)}: ${String(error.code)}.`
      reject(new CountersignError('ERR_EMULATOR_PORT_IN_USE', message, { cause: error }))
    }
    server.once('error', fail)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail)
      resolve()
    })
  })
}

function describeMail(raw: Uint8Array, session: SMTPServerSession): IncomingMail {
  const { mailFrom, rcptTo } = session.envelope
  return {
    raw,
    mailFrom: mailFrom === false ? '' : mailFrom.address,
    rcptTo: rcptTo.map((recipient) => recipient.address),
    remoteAddress: session.remoteAddress,
    helo: session.hostNameAppearsAs || session.clientHostname,
  }
}
