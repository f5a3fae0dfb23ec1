import { CountersignTypeError } from '@countersign/core'
import { checkFaultName, DEFAULT_DELAY_MS, type FaultName } from '../actions/faults.js'
import type { ProviderRegistry } from '../registry/provider-registry.js'
import { resolveEndpoint, type Endpoint } from '../registry/resolve-endpoint.js'
import { createTextReader } from '../registry/text-reader.js'
import { OUTGOING_FAULTS } from './outgoing-call.js'

export interface CheckedCall {
  readonly endpoint: Endpoint
  readonly key: Buffer
  readonly text: string
  readonly channel: string
  readonly name: string
  readonly as?: string
  readonly fault?: FaultName
  readonly delayMs: number
}

/** Longest text of one member, in characters. */
const MAX_MEMBER_LENGTH = 4_096
/** The length of the keys that Teams gives out, in bytes. */
const KEY_BYTES = 32

/**
 * @throws CountersignTypeError ERR_EMULATOR_OUTGOING_CALL with every problem, ERR_EMULATOR_FAULT
 */
export function checkOutgoingCall(input: unknown, registry: ProviderRegistry): CheckedCall {
  if (typeof input !== 'object' || input === null) {
    throw new CountersignTypeError('ERR_EMULATOR_OUTGOING_CALL', ['the call is not an object'])
  }
  const problems: string[] = []
  const given = input as Readonly<Record<string, unknown>>
  const text = createTextReader(given, problems, MAX_MEMBER_LENGTH)
  const url = text('url')
  const endpoint = resolveEndpoint(url, registry)
  if (url !== '' && endpoint === undefined) {
    problems.push('url is neither on this machine nor an https URL that a provider routes there')
  }
  const key = readKey(text('key'), problems)
  const as = given.as === undefined ? undefined : readActor(given.as, problems)
  const delayMs = given.delayMs === undefined ? DEFAULT_DELAY_MS : readDelay(given.delayMs, problems)
  const shared = { text: text('text'), channel: text('channel'), name: text('name', 'Countersign') }
  if (endpoint === undefined || key === undefined || problems.length > 0) {
    throw new CountersignTypeError('ERR_EMULATOR_OUTGOING_CALL', problems)
  }
  return {
    ...shared,
    endpoint,
    key,
    delayMs,
    ...(as === undefined ? {} : { as }),
    ...(given.fault === undefined ? {} : { fault: checkFault(given.fault) }),
  }
}

/** Canonical, because two readings of one key would be two keys. */
function readKey(text: string, problems: string[]): Buffer | undefined {
  const key = Buffer.from(text, 'base64')
  if (key.length === KEY_BYTES && key.toString('base64') === text) return key
  if (text !== '') problems.push(`key is not base64 of ${String(KEY_BYTES)} bytes`)
  return undefined
}

function readActor(as: unknown, problems: string[]): string | undefined {
  if (typeof as === 'string') return as
  problems.push('as is not a text')
  return undefined
}

function readDelay(delayMs: unknown, problems: string[]): number {
  if (typeof delayMs === 'number' && delayMs >= 0) return delayMs
  problems.push('delayMs is not a number')
  return 0
}

function checkFault(fault: unknown): FaultName {
  const name = checkFaultName(String(fault))
  if (OUTGOING_FAULTS.includes(name)) return name
  throw new CountersignTypeError('ERR_EMULATOR_FAULT', `of a call it is ${OUTGOING_FAULTS.join(', ')}`)
}
