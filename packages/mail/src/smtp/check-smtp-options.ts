import { isIP } from 'node:net'
import { CountersignTypeError } from '@countersign/core'
import { checkInteger } from '../check-integer.js'
import { isDomainName } from '../compose/check-address.js'
import { parseSmtpUrl } from './parse-smtp-url.js'
import type { CheckedSmtp, SmtpOptions } from './smtp-options.js'

const SUBMISSION_PORT = 587
const SUBMISSIONS_PORT = 465
const DEFAULT_CONNECTIONS = 4
const MAX_CONNECTIONS = 100
const DEFAULT_CONNECT_TIMEOUT_MS = 15_000
const DEFAULT_IDLE_TIMEOUT_MS = 60_000
const MAX_TIMEOUT_MS = 3_600_000

/** Copies, checks and freezes. Throws `CountersignTypeError` (`ERR_MAIL_OPTIONS`) that lists all problems and no value. */
export function checkSmtpOptions(input: string | SmtpOptions): CheckedSmtp {
  const options = typeof input === 'string' ? parseSmtpUrl(input) : input
  const problems: string[] = []
  const host = String(options.host)
  if (isIP(host) === 0 && !isDomainName(host)) problems.push('host is neither a host name nor an IP address')
  if (hasControl(options.clientName)) problems.push('clientName holds white space or a control character')
  if (hasControl(options.servername)) problems.push('servername holds white space or a control character')
  if ((options.user === undefined) !== (options.password === undefined))
    problems.push('user and password are given only together')
  const port = options.port ?? (options.security === 'tls' ? SUBMISSIONS_PORT : SUBMISSION_PORT)
  checkInteger('port', port, [1, 65_535], problems)
  const pool = checkPool(options, problems)
  if (problems.length > 0) throw new CountersignTypeError('ERR_MAIL_OPTIONS', problems)
  return Object.freeze({
    host,
    port,
    security: chooseSecurity(options, host, port),
    login:
      options.user === undefined || options.password === undefined
        ? undefined
        : { user: options.user, password: options.password },
    ca: options.ca === undefined ? undefined : [options.ca].flat(),
    servername: options.servername,
    clientName: options.clientName,
    ...pool,
  })
}

function checkPool(
  options: SmtpOptions,
  problems: string[],
): Pick<CheckedSmtp, 'maxConnections' | 'connectTimeoutMs' | 'idleTimeoutMs'> {
  const maxConnections = options.maxConnections ?? DEFAULT_CONNECTIONS
  checkInteger('maxConnections', maxConnections, [1, MAX_CONNECTIONS], problems)
  const connectTimeoutMs = options.connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT_MS
  checkInteger('connectTimeoutMs', connectTimeoutMs, [1, MAX_TIMEOUT_MS], problems)
  const idleTimeoutMs = options.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT_MS
  checkInteger('idleTimeoutMs', idleTimeoutMs, [1, MAX_TIMEOUT_MS], problems)
  return { maxConnections, connectTimeoutMs, idleTimeoutMs }
}

/** Only what never leaves the machine goes unencrypted without a word. */
function chooseSecurity(options: SmtpOptions, host: string, port: number): CheckedSmtp['security'] {
  if (options.security !== undefined) return options.security
  if (port === SUBMISSIONS_PORT) return 'tls'
  if (isLoopback(host)) return 'none'
  return options.allowCleartext === true ? 'starttls-if-offered' : 'starttls'
}

/** RFC 6761 section 6.3 for the name; addresses by RFC 5735 section 3 and RFC 4291 section 2.5.3. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase()
  if (isIP(name) === 4) return name.startsWith('127.')
  if (isIP(name) === 6) return name === '::1'
  return name === 'localhost' || name.endsWith('.localhost')
}

function hasControl(text: string | undefined): boolean {
  return text !== undefined && /[\s\p{Cc}]/u.test(text)
}
