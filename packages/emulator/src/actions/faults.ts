import { randomBytes } from 'node:crypto'
import { CountersignTypeError } from '@countersign/core'

/** What a fault distorts of a token. */
interface DistortableOrder {
  readonly audience: string
  readonly issuedAt: number
  readonly lifetimeSeconds?: number
}

/** What can be made to go wrong in one press. */
export const FAULT_NAMES = [
  /** Posts twice at once, with the same token and the same `Action-Request-Id`. */
  'duplicate-post',
  /** Posts twice at once, each with an `Action-Request-Id` of its own. */
  'duplicate-post-new-id',
  /** Holds the request back; the time counts against the platform's patience. */
  'delay',
  /** A token that expired an hour ago. */
  'expired-token',
  /** A token that becomes valid in an hour. */
  'future-token',
  /** A token for another service. */
  'wrong-audience',
  /** Rotates the platform's key first: the service meets a key it has not seen. Stays rotated. */
  'rotated-key',
  /** A token whose `kid` is in no key set. */
  'unknown-kid',
  /** The issuers' documents are not to be had: for this press, and two seconds more. */
  'key-set-outage',
  /** Posts fifty times at once, with the same token and the same `Action-Request-Id`. */
  'fifty-at-once',
] as const

export type FaultName = (typeof FAULT_NAMES)[number]

/** How long the fault `delay` holds a request, unless the press says otherwise; milliseconds. */
export const DEFAULT_DELAY_MS = 1_500

const HOUR_SECONDS = 3_600

/** @throws CountersignTypeError ERR_EMULATOR_FAULT */
export function checkFaultName(name: string): FaultName {
  const fault = FAULT_NAMES.find((each) => each === name)
  if (fault === undefined)
    throw new CountersignTypeError('ERR_EMULATOR_FAULT', `the faults are ${FAULT_NAMES.join(', ')}`)
  return fault
}

/** The order with the fault written into it; orders that the fault leaves alone come back as they are. */
export function distortOrder<Order extends DistortableOrder>(
  order: Order,
  fault: FaultName | undefined,
): Order {
  switch (fault) {
    case 'expired-token':
      return { ...order, issuedAt: order.issuedAt - 2 * HOUR_SECONDS * 1000, lifetimeSeconds: HOUR_SECONDS }
    case 'future-token':
      return { ...order, issuedAt: order.issuedAt + HOUR_SECONDS * 1000 }
    case 'wrong-audience':
      return { ...order, audience: 'https://another-service.example' }
    case 'duplicate-post':
    case 'duplicate-post-new-id':
    case 'delay':
    case 'rotated-key':
    case 'unknown-kid':
    case 'key-set-outage':
    case 'fifty-at-once':
    case undefined:
      return order
  }
}

/** How many posts go out beside the one whose answer the client sees. */
export function countDuplicates(fault: FaultName | undefined): number {
  switch (fault) {
    case 'duplicate-post':
    case 'duplicate-post-new-id':
      return 1
    case 'fifty-at-once':
      return 49
    case 'delay':
    case 'expired-token':
    case 'future-token':
    case 'wrong-audience':
    case 'rotated-key':
    case 'unknown-kid':
    case 'key-set-outage':
    case undefined:
      return 0
  }
}

/** A `kid` of the usual form that no key set shows. */
export function inventKid(): string {
  return randomBytes(20).toString('base64url')
}
