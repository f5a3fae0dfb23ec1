import type { DnsResolver, ZoneRecords } from '@countersign/admission'
import { CountersignTypeError } from '@countersign/core'
import type { DemoExtension } from './demo/demo-extension.js'
import type { MakeKey } from './issuers/signing-key.js'
import type { SmtpLimits } from './smtp/smtp-limits.js'

export interface EmulatorOptions {
  /** Default 0: any free port of 127.0.0.1. */
  readonly smtpPort?: number
  /** Default 0: any free port of 127.0.0.1. */
  readonly httpPort?: number
  /** Where keys, mails and providers stay. Default: nowhere, everything is gone at the end. */
  readonly dataDir?: string
  /** The clock of tokens and mails, milliseconds since 1970. Default `Date.now`. */
  readonly now?: () => number
  /** A folder with the console's built files, served at `/`. */
  readonly consoleFiles?: string
  /** Makes the RSA keys that are missing, for a caller that has begun making some before. Default: new ones. */
  readonly makeKey?: MakeKey
  /** What a demo adds to the page. */
  readonly demo?: DemoExtension
  /** Asks for DKIM and SPF where one of them is enough otherwise. Default false. */
  readonly strict?: boolean
  /** DNS records for DKIM, SPF and DMARC, asked instead of the real DNS. */
  readonly dns?: ZoneRecords
  /** A resolver in place of `dns`, e.g. one that asks the real DNS. */
  readonly resolver?: DnsResolver
  readonly smtpLimits?: SmtpLimits
  /** The platform's patience with an action, milliseconds; default 5,000. */
  readonly actionTimeoutMs?: number
  /** Its patience with an autoInvokeAction, milliseconds; default 2,000. */
  readonly autoInvokeTimeoutMs?: number
}

const MAX_PORT = 65_535

/** Checks and copies. @throws CountersignTypeError ERR_EMULATOR_OPTIONS with every problem */
export function checkEmulatorOptions(options: EmulatorOptions): Readonly<EmulatorOptions> {
  const problems: string[] = []
  for (const name of ['smtpPort', 'httpPort'] as const) {
    const port = options[name]
    if (port !== undefined && !isWholeNumber(port, 0, MAX_PORT)) problems.push(`${name} is not a port`)
  }
  for (const name of ['actionTimeoutMs', 'autoInvokeTimeoutMs'] as const) {
    const ms = options[name]
    if (ms !== undefined && !isWholeNumber(ms, 1, 600_000))
      problems.push(`${name} is not between 1 and 600,000`)
  }
  for (const name of ['dataDir', 'consoleFiles'] as const) {
    const folder: unknown = options[name]
    if (folder !== undefined && (typeof folder !== 'string' || folder.trim() === '')) {
      problems.push(`${name} is not the path of a folder`)
    }
  }
  if (options.demo !== undefined && !isDemo(options.demo)) problems.push('demo is not a demo extension')
  if (options.now !== undefined && typeof options.now !== 'function') problems.push('now is not a function')
  if (options.makeKey !== undefined && typeof options.makeKey !== 'function')
    problems.push('makeKey is not a function')
  for (const [name, value] of Object.entries(options.smtpLimits ?? {})) {
    if (value !== undefined && !isWholeNumber(value, 1, Number.MAX_SAFE_INTEGER)) {
      problems.push(`smtpLimits.${name} is not a positive whole number`)
    }
  }
  if (problems.length > 0) throw new CountersignTypeError('ERR_EMULATOR_OPTIONS', problems)
  return Object.freeze({ ...options })
}

function isDemo(demo: unknown): boolean {
  const { title, payments, attempts, run } = demo as Readonly<Record<string, unknown>>
  return (
    typeof title === 'string' &&
    typeof payments === 'function' &&
    Array.isArray(attempts) &&
    typeof run === 'function'
  )
}

function isWholeNumber(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most
}
