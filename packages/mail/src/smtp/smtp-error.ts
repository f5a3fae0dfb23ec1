import { CountersignError, type ErrorCode, type ErrorDetails } from '@countersign/core'
import type { NodemailerError } from 'nodemailer'
import type { Redact } from './redact-login.js'

/**
 * One coded error for whatever the SMTP client reports. The original is not kept as `cause`:
 * its fields hold the server's text unredacted.
 */
export function toDeliveryError(error: unknown, redact: Redact): CountersignError {
  const failure: Partial<NodemailerError> = error instanceof Error ? error : {}
  return new CountersignError(codeOf(failure), undefined, { details: describe(failure, redact) })
}

function codeOf(failure: Partial<NodemailerError>): ErrorCode {
  switch (failure.code) {
    case 'EAUTH':
    case 'ENOAUTH':
      // A 4xx answer to a login (RFC 4954 section 6: temporary authentication failure) may pass.
      return failure.permanent === false ? 'ERR_MAIL_UNDELIVERED' : 'ERR_MAIL_LOGIN'
    case 'ETLS':
      // RFC 3207 section 4: 454, TLS not available due to a temporary reason.
      return failure.permanent === false ? 'ERR_MAIL_UNDELIVERED' : 'ERR_MAIL_INSECURE'
    default:
      break
  }
  if (isCertificateProblem(failure)) return 'ERR_MAIL_INSECURE'
  if (failure.permanent === true || isRefusedByClient(failure)) return 'ERR_MAIL_REFUSED'
  return 'ERR_MAIL_UNDELIVERED'
}

/** OpenSSL's names for a certificate that was not accepted, and for a peer that does not speak TLS at all. */
function isCertificateProblem({ originalCode }: Partial<NodemailerError>): boolean {
  return originalCode !== undefined && /CERT|VERIFY|^ERR_TLS|^ERR_SSL|^EPROTO$/.test(originalCode)
}

/** Said by the client itself, without an answer of the server: the same mail would fail again. */
function isRefusedByClient({ code, responseCode }: Partial<NodemailerError>): boolean {
  return (code === 'EMESSAGE' || code === 'EENVELOPE') && responseCode === undefined
}

function describe(failure: Partial<NodemailerError>, redact: Redact): ErrorDetails {
  // What a server says during a login is about the login; nothing of it is worth the risk.
  const response = failure.code === 'EAUTH' ? undefined : failure.response
  return {
    reason: failure.originalCode ?? failure.code ?? 'unknown',
    ...(failure.timeoutType === undefined ? {} : { timeout: failure.timeoutType }),
    ...(failure.responseCode === undefined ? {} : { responseCode: failure.responseCode }),
    ...(response === undefined ? {} : { response: redact(response) }),
  }
}
