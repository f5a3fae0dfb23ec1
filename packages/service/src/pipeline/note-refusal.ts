import { isCodedError } from '@countersign/core'
import type { CheckTrace } from '../events/check-trace.js'
import type { ServiceRuntime } from '../service/service-runtime.js'
import { classifyRefusal, conflictText, refusalWire, type RefusalClass } from './refusal-map.js'
import { InvalidInputs } from './validate-inputs.js'

export interface RefusalContext {
  readonly runtime: ServiceRuntime
  readonly kind: string
  readonly requestId: string | undefined
  /** Undefined where nobody listens. */
  readonly trace: CheckTrace | undefined
}

/** What the caller may be told of a refusal. */
export interface NotedRefusal {
  readonly refusal: RefusalClass
  readonly text: string
}

/**
 * The one place where an error becomes a refusal: the code goes to the events, its class and a generic text to the
 * caller. `statusOf` says how the route at hand writes a class; default is that of an action.
 */
export function noteRefusal(
  error: unknown,
  { runtime, kind, requestId, trace }: RefusalContext,
  statusOf: (refusal: RefusalClass) => number = (refusal) => refusalWire[refusal].status,
): NotedRefusal {
  trace?.refuse(isCodedError(error) ? error.code : undefined)
  const requestFacts = requestId === undefined ? {} : { requestId }
  if (!isCodedError(error)) {
    runtime.events.emit({ type: 'service.failed', error, ...requestFacts })
    return { refusal: 'unavailable', text: refusalWire.unavailable.text }
  }
  const { code } = error
  const refusal = classifyRefusal(code)
  runtime.events.emit({ type: 'action.refused', kind, code, status: statusOf(refusal), ...requestFacts })
  return { refusal, text: conflictText[code] ?? describeInputs(error) ?? refusalWire[refusal].text }
}

function describeInputs(error: unknown): string | undefined {
  if (!(error instanceof InvalidInputs) || error.fields.length === 0) return undefined
  return `Please check what you entered: ${error.fields.join(', ')}.`
}
