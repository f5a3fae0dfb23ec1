import { CountersignError } from '@countersign/core'
import { createTransport } from 'nodemailer'
import type { SMTPPoolOptions, SMTPPoolSentMessageInfo } from 'nodemailer'
import { checkEnvelope } from '../check-envelope.js'
import type { DeliveryReceipt, Transport, TransportMail } from '../transport.js'
import { checkSmtpOptions } from './check-smtp-options.js'
import { createRedact, type Redact } from './redact-login.js'
import { toDeliveryError } from './smtp-error.js'
import type { CheckedSmtp, SmtpOptions } from './smtp-options.js'

/** An open connection keeps the process alive, so it is not held for long. */
const KEEP_CONNECTION_MS = 5_000

/**
 * Delivers over SMTP with a pool of connections. Takes a URL (`smtp://user:password@host:587`, `smtps://host`)
 * or options. Off this machine nothing is said before TLS is up, unless `allowCleartext`.
 *
 * A 5xx answer throws `ERR_MAIL_REFUSED`; a 4xx answer, a lost connection or a timeout
 * `ERR_MAIL_UNDELIVERED`; further `ERR_MAIL_LOGIN`, `ERR_MAIL_INSECURE`, `ERR_MAIL_PARTIAL`.
 * The password is in no error and in no field of the transport. Call `close` when done.
 */
export function createSmtpTransport(options: string | SmtpOptions): Transport {
  const checked = checkSmtpOptions(options)
  const redact = createRedact(checked.login)
  const client = createTransport(toPoolOptions(checked))
  return Object.freeze({
    async deliver(
      { envelope, raw }: TransportMail,
      { signal }: { readonly signal?: AbortSignal } = {},
    ): Promise<DeliveryReceipt> {
      checkEnvelope(envelope)
      signal?.throwIfAborted()
      let info: SMTPPoolSentMessageInfo
      try {
        info = await client.sendMail({
          envelope: { from: envelope.from, to: [...envelope.to] },
          raw: Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength),
          ...(signal === undefined ? {} : { signal }),
        })
      } catch (error) {
        signal?.throwIfAborted()
        throw toDeliveryError(error, redact)
      }
      return receiptOf(info, redact)
    },
    close(): Promise<void> {
      client.close()
      return Promise.resolve()
    },
  })
}

function receiptOf(info: SMTPPoolSentMessageInfo, redact: Redact): DeliveryReceipt {
  if (info.rejected.length > 0)
    throw new CountersignError('ERR_MAIL_PARTIAL', undefined, {
      details: {
        accepted: info.accepted.length,
        rejected: info.rejected.length,
        response: redact(info.rejectedErrors?.[0]?.response ?? ''),
      },
    })
  return { response: redact(info.response) }
}

function toPoolOptions(checked: CheckedSmtp): SMTPPoolOptions & { pool: true } {
  return {
    pool: true,
    host: checked.host,
    port: checked.port,
    secure: checked.security === 'tls',
    requireTLS: checked.security === 'starttls',
    ignoreTLS: checked.security === 'none',
    tls: {
      minVersion: 'TLSv1.2',
      ...(checked.ca === undefined ? {} : { ca: [...checked.ca] }),
      ...(checked.servername === undefined ? {} : { servername: checked.servername }),
    },
    name: checked.clientName,
    maxConnections: checked.maxConnections,
    connectionTimeout: checked.connectTimeoutMs,
    greetingTimeout: checked.connectTimeoutMs,
    dnsTimeout: checked.connectTimeoutMs,
    socketTimeout: checked.idleTimeoutMs,
    idleTimeout: KEEP_CONNECTION_MS,
    // One fresh connection when a kept one was closed by the server; all other repeats are the mailer's.
    maxRequeues: 1,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(checked.login === undefined
      ? {}
      : {
          auth: { user: checked.login.user, pass: checked.login.password },
          // Without this a server that offers no login would get the mail without one.
          forceAuth: true,
        }),
  }
}
