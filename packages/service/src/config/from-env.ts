import { CountersignTypeError } from '@countersign/core'
import {
  environmentVariables,
  type EnvironmentPart,
  type EnvironmentVariable,
} from './environment-variables.js'
import {
  readEnvironment,
  readTextFile,
  type Environment,
  type EnvironmentValues,
} from './read-environment.js'
import type { ServiceOptions, ServiceProfile, TenantOptions } from './service-options.js'

export interface FromEnvOptions {
  /**
   * Which parts of a service this process needs; variables of the others may be missing. Default: all of
   * `verify`, `act`, `send` and `smtp`; on `exchange` `verify` alone, since an add-in sends no cards.
   */
  readonly parts?: readonly Exclude<EnvironmentPart, 'optional'>[]
  /** Reads what `…_FILE` names, as UTF-8. */
  readonly readFile?: (path: string) => string
}

/**
 * The options of a service from `COUNTERSIGN_*` (see {@link environmentVariables}). Pure but for the files that
 * `…_FILE` names: it reads only the given object, default `process.env`.
 *
 * Throws `ERR_CONFIG_ENVIRONMENT` once, naming every variable that is missing or unusable.
 */
export function fromEnv(env: Environment = process.env, options: FromEnvOptions = {}): ServiceOptions {
  const problems: string[] = []
  const values = readEnvironment(env, options.readFile ?? readTextFile, problems)
  const profile = readProfile(values, problems)
  const parts = new Set<EnvironmentPart>(options.parts ?? defaultParts(profile))
  for (const variable of environmentVariables as readonly EnvironmentVariable[]) {
    if (isMissing(variable, { parts, profile, env, values })) problems.push(describeMissing(variable))
  }
  const trustEmulator = readTrustEmulator(values, problems)
  const forwardEvents = readForwardEvents(values, problems)
  const tenants = parseTenants(values.get('COUNTERSIGN_TENANTS') ?? '', problems)
  const bindActorBy = readBinding(values, problems)
  if (problems.length > 0) throw new CountersignTypeError('ERR_CONFIG_ENVIRONMENT', problems)

  return Object.freeze({
    profile,
    audience: splitList(values.get('COUNTERSIGN_AUDIENCE') ?? ''),
    tenants,
    ...optional('scope', splitList(values.get('COUNTERSIGN_SCOPE') ?? '')),
    ...optional('trustedMetadata', splitList(values.get('COUNTERSIGN_TRUSTED_METADATA') ?? '')),
    ...optional('objectIds', splitList(values.get('COUNTERSIGN_OBJECT_IDS') ?? '')),
    ...optional('webhookKeys', splitList(values.get('COUNTERSIGN_WEBHOOK_KEYS') ?? '')),
    ...optional('bot', readBot(values)),
    ...optional('originator', values.get('COUNTERSIGN_ORIGINATOR')),
    ...optional('sender', values.get('COUNTERSIGN_SENDER')),
    ...optional('signingKey', values.get('COUNTERSIGN_SIGNING_KEY')),
    ...optional('limitedKeys', values.get('COUNTERSIGN_LIMITED_KEYS')),
    ...optional('ledger', values.get('COUNTERSIGN_LEDGER')),
    ...optional('smtp', values.get('COUNTERSIGN_SMTP')),
    ...optional('bindActorBy', bindActorBy),
    ...optional('trustEmulator', trustEmulator),
    ...optional('forwardEvents', forwardEvents),
    ...optional('nodeEnv', env['NODE_ENV']),
  })
}

interface MissingContext {
  readonly parts: ReadonlySet<EnvironmentPart>
  readonly profile: ServiceProfile
  readonly env: Environment
  readonly values: EnvironmentValues
}

function isMissing(variable: EnvironmentVariable, context: MissingContext): boolean {
  const { name, part, profile } = variable
  if (!context.parts.has(part) || (profile !== undefined && profile !== context.profile)) return false
  const fileNamed = variable.secret && (context.env[`${name}_FILE`] ?? '') !== ''
  return !fileNamed && ![...context.values.keys()].some((known) => known === name)
}

function describeMissing(variable: EnvironmentVariable): string {
  const file = variable.secret ? ` (or ${variable.name}_FILE)` : ''
  return `${variable.name}${file} is missing. ${variable.description}`
}

const PROFILES: readonly ServiceProfile[] = ['entra', 'substrate', 'exchange']

function readProfile(values: EnvironmentValues, problems: string[]): ServiceProfile {
  const text = values.get('COUNTERSIGN_PROFILE') ?? 'entra'
  const profile = PROFILES.find((known) => known === text)
  if (profile === undefined) problems.push('COUNTERSIGN_PROFILE must be entra, substrate or exchange.')
  return profile ?? 'entra'
}

function defaultParts(profile: ServiceProfile): readonly EnvironmentPart[] {
  return profile === 'exchange' ? ['verify'] : ['verify', 'act', 'send', 'smtp']
}

function readBot(values: EnvironmentValues): { appId: string } | undefined {
  const appId = values.get('COUNTERSIGN_BOT_APP_ID')
  return appId === undefined ? undefined : { appId: appId.toLowerCase() }
}

function readBinding(values: EnvironmentValues, problems: string[]): 'address' | undefined {
  const binding = values.get('COUNTERSIGN_BIND_ACTOR_BY')
  if (binding === undefined || binding === 'address') return binding
  problems.push(
    'COUNTERSIGN_BIND_ACTOR_BY can only be address; leave it out to bind by tenant and object id.',
  )
  return undefined
}

function readTrustEmulator(
  values: EnvironmentValues,
  problems: string[],
): { metadata: string; keyThumbprint: string[] } | undefined {
  const metadata = values.get('COUNTERSIGN_TRUST_EMULATOR')
  const keyThumbprint = splitList(values.get('COUNTERSIGN_TRUST_EMULATOR_KEY') ?? '')
  if (metadata === undefined && keyThumbprint.length === 0) return undefined
  if (metadata === undefined || keyThumbprint.length === 0) {
    problems.push(
      'COUNTERSIGN_TRUST_EMULATOR and COUNTERSIGN_TRUST_EMULATOR_KEY belong together: set both or none.',
    )
    return undefined
  }
  return { metadata, keyThumbprint }
}

function readForwardEvents(
  values: EnvironmentValues,
  problems: string[],
): { url: string; secret: string } | undefined {
  const url = values.get('COUNTERSIGN_EVENTS')
  const secret = values.get('COUNTERSIGN_EVENTS_SECRET')
  if (url === undefined && secret === undefined) return undefined
  if (url === undefined || secret === undefined) {
    problems.push('COUNTERSIGN_EVENTS and COUNTERSIGN_EVENTS_SECRET belong together: set both or none.')
    return undefined
  }
  return { url, secret }
}

const TENANT = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:=([a-z0-9.-]+(?:\+[a-z0-9.-]+)*))?$/i

function parseTenants(text: string, problems: string[]): TenantOptions[] {
  return splitList(text).flatMap((entry, index) => {
    const match = TENANT.exec(entry)
    if (match?.[1] === undefined) {
      problems.push(`COUNTERSIGN_TENANTS, entry ${String(index + 1)}: write GUID or GUID=domain+domain.`)
      return []
    }
    return [{ tenantId: match[1], ...(match[2] === undefined ? {} : { domains: match[2].split('+') }) }]
  })
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Record<Name, Value> | Record<string, never> {
  return value === undefined || (Array.isArray(value) && value.length === 0)
    ? {}
    : ({ [name]: value } as Record<Name, Value>)
}
