import { redactSecrets } from './redact-secrets.js'

/** An event of a service as it came over the wire: facts by name, an error as code and message. */
export interface ServiceEventFacts {
  readonly type: string
  readonly [fact: string]: string | number | boolean | ServiceEventError
}

export interface ServiceEventError {
  readonly code?: string
  readonly message?: string
}

const EVENT_TYPE = /^[a-z]{1,20}\.[a-z-]{1,40}$/
const FACT_NAME = /^[A-Za-z][A-Za-z0-9]{0,39}$/
const MAX_FACTS = 24
/** Longest text that is kept, in characters. */
const MAX_TEXT_LENGTH = 500

/**
 * Checks the shape of an event and takes every token out of it: a service is asked to send none, but the error in an event
 * is what somebody's own code threw. Undefined where it is no event.
 */
export function readServiceEvent(value: unknown): ServiceEventFacts | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const { type, ...rest } = value as Readonly<Record<string, unknown>>
  const entries = Object.entries(rest)
  if (typeof type !== 'string' || !EVENT_TYPE.test(type) || entries.length > MAX_FACTS) return undefined
  const facts: Record<string, string | number | boolean | ServiceEventError> = {}
  for (const [name, fact] of entries) {
    const read = name === 'error' ? readError(fact) : readFact(fact)
    if (read === undefined || !FACT_NAME.test(name)) return undefined
    facts[name] = read
  }
  return Object.freeze({ type, ...facts })
}

function readFact(fact: unknown): string | number | boolean | undefined {
  if (typeof fact === 'string') return showText(fact)
  return typeof fact === 'boolean' || (typeof fact === 'number' && Number.isFinite(fact)) ? fact : undefined
}

function readError(error: unknown): ServiceEventError | undefined {
  if (typeof error !== 'object' || error === null || Array.isArray(error)) return undefined
  const { code, message, ...unknown } = error as Readonly<Record<string, unknown>>
  const texts = [code, message].every((each) => each === undefined || typeof each === 'string')
  if (!texts || Object.keys(unknown).length > 0) return undefined
  return Object.freeze({
    ...(typeof code === 'string' ? { code: showText(code) } : {}),
    ...(typeof message === 'string' ? { message: showText(message) } : {}),
  })
}

/** Cut after the redaction, or half a token could slip through. */
function showText(text: string): string {
  return redactSecrets(text).slice(0, MAX_TEXT_LENGTH)
}
