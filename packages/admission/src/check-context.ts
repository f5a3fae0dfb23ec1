import { CountersignTypeError } from '@countersign/core/errors'
import type { AdmissionContext } from './admission.js'

/** A copy of the context, frozen. Throws ERR_ADMISSION_CONTEXT with everything that is wrong with it. */
export function checkContext(raw: Uint8Array, context: AdmissionContext): AdmissionContext {
  const problems = listProblems(raw, context)
  if (problems.length > 0) throw new CountersignTypeError('ERR_ADMISSION_CONTEXT', problems)
  return Object.freeze({ ...context, envelope: Object.freeze({ ...context.envelope }) })
}

/** Looks at everything as unknown: callers without types get the same list. */
function listProblems(raw: unknown, context: unknown): string[] {
  const problems: string[] = []
  if (!(raw instanceof Uint8Array)) problems.push('raw must be the bytes of a mail (Uint8Array)')
  if (!isRecord(context)) return [...problems, 'context must be an object']
  const { envelope, now, resolver, providers } = context
  problems.push(...listEnvelopeProblems(isRecord(envelope) ? envelope : {}))
  if (typeof now !== 'number' || !Number.isFinite(now) || now <= 0)
    problems.push('now must be a time in milliseconds')
  if (typeof resolver !== 'function') problems.push('resolver must be a function')
  if (!isRecord(providers) || typeof providers.find !== 'function')
    problems.push('providers must have a method find(originator)')
  for (const name of ['scopeMembers', 'readerIsRecipient', 'onStep'])
    if (context[name] !== undefined && typeof context[name] !== 'function')
      problems.push(`${name} must be a function`)
  if (context.strict !== undefined && typeof context.strict !== 'boolean')
    problems.push('strict must be a boolean')
  return problems
}

function listEnvelopeProblems(envelope: Readonly<Record<string, unknown>>): string[] {
  const problems = ['mailFrom', 'rcptTo', 'remoteAddress', 'helo']
    .filter((name) => typeof envelope[name] !== 'string')
    .map((name) => `envelope.${name} must be a string`)
  if (envelope.submittedBy !== undefined && typeof envelope.submittedBy !== 'string')
    problems.push('envelope.submittedBy must be a string')
  if (envelope.rcptTo === '') problems.push('envelope.rcptTo must not be empty')
  return problems
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
