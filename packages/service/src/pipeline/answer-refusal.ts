import { composeHttpAnswer, isCodedError, type HttpAnswer } from '@countersign/core'
import type { CheckTrace } from '../events/check-trace.js'
import type { ServiceRuntime } from '../service/service-runtime.js'
import { classifyRefusal, conflictText, refusalWire } from './refusal-map.js'
import { InvalidInputs } from './validate-inputs.js'

/** The one place where an error becomes an answer: the code goes to the events, a generic text to the caller. */
export function answerRefusal(
  error: unknown,
  context: {
    readonly runtime: ServiceRuntime
    readonly kind: string
    readonly requestId: string | undefined
    /** Undefined where nobody listens. */
    readonly trace: CheckTrace | undefined
  },
): HttpAnswer {
  const { runtime, kind } = context
  context.trace?.refuse(isCodedError(error) ? error.code : undefined)
  const requestFacts = context.requestId === undefined ? {} : { requestId: context.requestId }
  if (!isCodedError(error)) {
    runtime.events.emit({ type: 'service.failed', error, ...requestFacts })
    return composeHttpAnswer({
      status: refusalWire.unavailable.status,
      statusText: refusalWire.unavailable.text,
    })
  }
  const wire = refusalWire[classifyRefusal(error.code)]
  runtime.events.emit({
    type: 'action.refused',
    kind,
    code: error.code,
    status: wire.status,
    ...requestFacts,
  })
  return composeHttpAnswer({
    status: wire.status,
    statusText: conflictText[error.code] ?? describeInputs(error) ?? wire.text,
    ...(wire.headers === undefined ? {} : { headers: wire.headers }),
  })
}

function describeInputs(error: unknown): string | undefined {
  if (!(error instanceof InvalidInputs) || error.fields.length === 0) return undefined
  return `Please check what you entered: ${error.fields.join(', ')}.`
}
