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

/** What a member may be, and what is said of any other value. */
interface MemberRule {
  readonly accepts: (value: unknown) => boolean
  readonly problem: string
}

const PORT: MemberRule = { accepts: (value) => isWholeNumber(value, 0, 65_535), problem: 'is not a port' }
const PATIENCE: MemberRule = {
  accepts: (value) => isWholeNumber(value, 1, 600_000),
  problem: 'is not between 1 and 600,000',
}
const FOLDER: MemberRule = {
  accepts: (value) => typeof value === 'string' && value.trim() !== '',
  problem: 'is not the path of a folder',
}
const FUNCTION: MemberRule = { accepts: (value) => typeof value === 'function', problem: 'is not a function' }

const MEMBERS = {
  smtpPort: PORT,
  httpPort: PORT,
  actionTimeoutMs: PATIENCE,
  autoInvokeTimeoutMs: PATIENCE,
  dataDir: FOLDER,
  consoleFiles: FOLDER,
  demo: { accepts: isDemo, problem: 'is not a demo extension' },
  now: FUNCTION,
  makeKey: FUNCTION,
} satisfies Partial<Record<keyof EmulatorOptions, MemberRule>>

/** Checks and copies. @throws CountersignTypeError ERR_EMULATOR_OPTIONS with every problem */
export function checkEmulatorOptions(options: EmulatorOptions): Readonly<EmulatorOptions> {
  const problems: string[] = []
  for (const [name, { accepts, problem }] of Object.entries(MEMBERS)) {
    const value: unknown = options[name as keyof typeof MEMBERS]
    if (value !== undefined && !accepts(value)) problems.push(`${name} ${problem}`)
  }
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
