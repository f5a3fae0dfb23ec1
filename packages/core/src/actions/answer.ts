import type { AnyCard } from '../cards/index.js'
import { CountersignTypeError } from '../errors/index.js'

/** How a handler ended. A throw is the fourth way: whether it happened is then in doubt. */
export type HandlerAnswer = DoneAnswer | DeclinedAnswer | TryAgainAnswer

/** It happened. Settled; the platform gets 200. */
export interface DoneAnswer {
  readonly outcome: 'done'
  readonly status: string
  readonly card?: AnyCard
}

/** It will not happen. Settled; the platform gets 422 and shows the status text. */
export interface DeclinedAnswer {
  readonly outcome: 'declined'
  readonly status: string
  readonly card?: AnyCard
}

/** Nothing happened; the same press may come again. The platform gets 409 and shows the status text. */
export interface TryAgainAnswer {
  readonly outcome: 'try-again'
  readonly status: string
}

/** Makes the answers a handler may give. `status` is shown to the actor: no names and no times in it. */
export const answer = Object.freeze({
  done(status: string, card?: AnyCard): DoneAnswer {
    return make({ outcome: 'done', status, ...(card === undefined ? {} : { card }) })
  },
  declined(status: string, card?: AnyCard): DeclinedAnswer {
    return make({ outcome: 'declined', status, ...(card === undefined ? {} : { card }) })
  },
  tryAgain(status: string): TryAgainAnswer {
    return make({ outcome: 'try-again', status })
  },
})

const made = new WeakSet<object>()

/** True only for what `answer` made: an object that merely looks like one isn't a handler's decision. */
export function isHandlerAnswer(value: unknown): value is HandlerAnswer {
  return typeof value === 'object' && value !== null && made.has(value)
}

function make<Answer extends HandlerAnswer>(value: Answer): Answer {
  if (typeof value.status !== 'string') {
    throw new CountersignTypeError('ERR_ACTION_ANSWER', 'An answer needs a status text.')
  }
  made.add(value)
  return Object.freeze(value)
}
