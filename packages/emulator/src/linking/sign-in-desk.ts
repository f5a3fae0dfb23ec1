import { randomUUID } from 'node:crypto'
import { CountersignError } from '@countersign/core'
import type { PressResult } from '../actions/press-result.js'
import { lowerAscii } from '../directory/directory.js'
import type { RedirectAddress } from './redirect-url.js'

/** Until when the browser may come back, in milliseconds; how long the real platform waits is not published. */
export const SIGN_IN_LIFETIME_MS = 10 * 60 * 1000
/** Presses that may wait at the same time; the oldest give way. */
const MAX_WAITING = 1_000

/** A press that a service answered with "sign in first". */
export interface WaitingSignIn {
  /** `Action-Request-Id` of the press. */
  readonly requestId: string
  readonly messageId: number
  readonly action: string
  /** Alias of the person who pressed. */
  readonly actor: string
  /** The service's login page. */
  readonly url: string
  /** Its host, which the person is shown before anything opens. */
  readonly host: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

interface Waiting {
  readonly mail: string
  readonly signIn: WaitingSignIn
  readonly repeat: () => Promise<PressResult>
}

/**
 * The task pane's memory. Every request carries a redirect URL of its own, but the URL is good for something only after
 * the service has answered that very request with 401 and a login page, once, and for ten minutes.
 */
export class SignInDesk {
  readonly #waiting = new Map<string, Waiting>()
  readonly #now: () => number

  /** @param now milliseconds since 1970 */
  constructor(now: () => number) {
    this.#now = now
  }

  /** The address that one request carries: 122 random bits, and nothing is remembered of it yet. */
  offer(mail: string): RedirectAddress {
    return { mail: lowerAscii(mail), guid: randomUUID() }
  }

  /** From now on the browser may come back to this address. */
  wait(
    address: RedirectAddress,
    signIn: Omit<WaitingSignIn, 'expiresAt'>,
    repeat: () => Promise<PressResult>,
  ): WaitingSignIn {
    this.#forgetOld()
    const waiting = Object.freeze({ ...signIn, expiresAt: this.#now() + SIGN_IN_LIFETIME_MS })
    this.#waiting.set(address.guid, { mail: address.mail, signIn: waiting, repeat })
    return waiting
  }

  list(): readonly WaitingSignIn[] {
    this.#forgetOld()
    return [...this.#waiting.values()].map(({ signIn }) => signIn)
  }

  /**
   * The browser is back: repeats the action. The address is used up before anything is sent, so that two calls at once
   * are one.
   *
   * @throws CountersignError ERR_EMULATOR_SIGN_IN_NOT_FOUND, and what a press throws
   */
  comeBack({ mail, guid }: RedirectAddress): Promise<PressResult> {
    this.#forgetOld()
    const waiting = this.#waiting.get(guid)
    if (waiting?.mail !== lowerAscii(mail)) return Promise.reject(notFound())
    this.#waiting.delete(guid)
    return waiting.repeat()
  }

  /** The same for a press that is named by its request id. @throws CountersignError as `comeBack` */
  comeBackTo(requestId: string): Promise<PressResult> {
    this.#forgetOld()
    for (const [guid, { mail, signIn }] of this.#waiting) {
      if (signIn.requestId === requestId) return this.comeBack({ mail, guid })
    }
    return Promise.reject(notFound())
  }

  #forgetOld(): void {
    const now = this.#now()
    for (const [guid, { signIn }] of this.#waiting) {
      if (signIn.expiresAt <= now || this.#waiting.size > MAX_WAITING) this.#waiting.delete(guid)
    }
  }
}

function notFound(): CountersignError {
  return new CountersignError('ERR_EMULATOR_SIGN_IN_NOT_FOUND')
}
