import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { countDuplicates, DEFAULT_DELAY_MS, type FaultName } from './faults.js'
import { sendRequest, type OutgoingRequest, type SendOutcome } from './send-request.js'

export interface DispatchOptions {
  readonly fault?: FaultName | undefined
  readonly delayMs?: number | undefined
  /** How long the client waits, from the click; milliseconds. */
  readonly patienceMs: number
  /** Until when a request goes on after the client gave up; no less than `patienceMs`. */
  readonly abandonMs: number
  readonly signal: AbortSignal
  /** What `duplicate-post-new-id` posts beside the request. Default: the same with an `Action-Request-Id` of its own. */
  readonly again?: OutgoingRequest
}

export interface Dispatched {
  /** What the client sees. */
  readonly outcome: SendOutcome
  /** What further posts of a fault came to. */
  readonly duplicates: readonly SendOutcome[]
  /** The answer that comes after the client gave up, where the request goes on. */
  readonly late?: Promise<SendOutcome>
}

/** Sends the request of one press, as often and as late as the fault says. */
export async function dispatchRequest(
  request: OutgoingRequest,
  options: DispatchOptions,
): Promise<Dispatched> {
  const { fault, signal, patienceMs, abandonMs } = options
  const duplicateCount = countDuplicates(fault)
  if (duplicateCount > 0) {
    const renewed = (): OutgoingRequest => options.again ?? withNewRequestId(request)
    const again = fault === 'duplicate-post-new-id' ? renewed() : request
    const others = Array.from({ length: duplicateCount }, () => again)
    const sending = [request, ...others].map((each) => sendRequest(each, patienceMs, signal))
    const [outcome = { failure: 'unreachable' }, ...duplicates] = await Promise.all(sending)
    return { outcome, duplicates }
  }
  const heldMs = fault === 'delay' ? (options.delayMs ?? DEFAULT_DELAY_MS) : 0
  const sending = sendAfter(request, heldMs, abandonMs, signal)
  if (abandonMs <= patienceMs && heldMs === 0) return { outcome: await sending, duplicates: [] }
  const outcome = await Promise.race([sending, giveUp(patienceMs, signal)])
  return outcome === 'gave-up'
    ? { outcome: { failure: 'timeout' }, duplicates: [], late: sending }
    : { outcome, duplicates: [] }
}

async function sendAfter(
  request: OutgoingRequest,
  heldMs: number,
  abandonMs: number,
  signal: AbortSignal,
): Promise<SendOutcome> {
  if (heldMs > 0) {
    try {
      await sleep(heldMs, undefined, { signal })
    } catch {
      return { failure: 'timeout' }
    }
  }
  return sendRequest(request, abandonMs, signal)
}

async function giveUp(patienceMs: number, signal: AbortSignal): Promise<'gave-up'> {
  try {
    await sleep(patienceMs, undefined, { signal, ref: false })
  } catch {
    // Closing ends the wait early.
  }
  return 'gave-up'
}

function withNewRequestId(request: OutgoingRequest): OutgoingRequest {
  const headers = request.headers.map(([name, value]) =>
    name === 'Action-Request-Id' ? ([name, randomUUID()] as const) : ([name, value] as const),
  )
  return { ...request, headers }
}
