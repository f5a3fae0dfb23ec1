import { CountersignError, isTargetAllowed, substituteInputs, type OutlookCard } from '@countersign/core'
import type { EmulatorProvider } from '../registry/emulator-provider.js'
import { findRoute } from '../registry/find-route.js'
import { readUrl } from '../registry/read-origin.js'
import { checkActionHeaders } from './check-action-headers.js'
import { readHttpAction } from './read-http-action.js'
import type { StepRecorder } from './step-recorder.js'

/** An action with the inputs substituted and every rule of the platform passed. */
export interface PreparedAction {
  readonly method: 'GET' | 'POST'
  readonly target: URL
  readonly route: string
  readonly headers: readonly (readonly [string, string])[]
  readonly blanksAuthorization: boolean
  readonly body?: Buffer
  readonly correlationId?: string
}

/** Where inputs are filled in: a MessageCard's HttpPOST has them in its body alone (PROTOCOL S11). */
export type SubstitutionPlaces = 'everywhere' | 'body'

/** Printable ASCII: what a header can carry unchanged. */
const CORRELATION_ID = /^[\x20-\x7e]{1,256}$/

/**
 * Everything between the click and the token: substitution, headers, target, route.
 *
 * @throws CountersignError ERR_EMULATOR_ACTION_INVALID, _RESERVED_HEADER, _TARGET_NOT_ALLOWED, _NO_ROUTE
 */
export function prepareAction(
  rawAction: Readonly<Record<string, unknown>>,
  card: OutlookCard,
  inputs: ReadonlyMap<string, string>,
  provider: EmulatorProvider,
  steps: StepRecorder,
  places: SubstitutionPlaces = 'everywhere',
): PreparedAction {
  const action = readHttpAction(rawAction)
  const substitute = (text: string): string => substituteInputs(text, inputs)
  const substituteAround = places === 'body' ? (text: string): string => text : substitute
  const url = substituteAround(action.url)
  const body = action.body === undefined ? undefined : Buffer.from(substitute(action.body))
  steps.record('inputs-substituted', { inputs: inputs.size, bodyBytes: body?.length ?? 0 })

  const { headers, blanksAuthorization } = checkActionHeaders(action.headers, substituteAround)
  const correlationId = readCorrelationId(card)
  steps.record('headers-checked', { headers: headers.length, blanksAuthorization })

  // After substitution, or an input could choose the host; and the parsed form, because that is what gets called.
  const target = readUrl(url)
  if (target === undefined || !isTargetAllowed(target.href, provider.targets)) {
    throw new CountersignError('ERR_EMULATOR_TARGET_NOT_ALLOWED')
  }
  const route = findRoute(target, provider)
  if (route === undefined) throw new CountersignError('ERR_EMULATOR_NO_ROUTE')
  steps.record('target-checked', { origin: target.origin, route })
  return {
    method: action.method,
    target,
    route,
    headers,
    blanksAuthorization,
    ...(body === undefined ? {} : { body }),
    ...(correlationId === undefined ? {} : { correlationId }),
  }
}

function readCorrelationId(card: OutlookCard): string | undefined {
  const { correlationId }: { readonly correlationId?: unknown } = card
  if (correlationId === undefined) return undefined
  if (typeof correlationId === 'string' && CORRELATION_ID.test(correlationId)) return correlationId
  throw new CountersignError('ERR_EMULATOR_ACTION_INVALID', "The card's correlationId does not fit a header.")
}
