import { deriveSecret, isSameSecret } from '../emulator-secret.js'

/** The cookie that a browser has after it opened the address with the start-up secret. */
const COOKIE_NAME = 'countersign'

/**
 * The session of the page. The cookie holds no start-up secret: what a browser stores or shows is good for this run of
 * the emulator only, and scripts cannot read it.
 */
export class PageSession {
  readonly #value: string

  constructor(secret: string) {
    this.#value = deriveSecret(secret, 'page session')
  }

  /** For `Set-Cookie`. It has no `Secure` because the emulator speaks http, on the loopback only. */
  get setCookie(): string {
    return `${COOKIE_NAME}=${this.#value}; Path=/; HttpOnly; SameSite=Strict`
  }

  /** Cookies know no ports, so another emulator's of the same name may stand beside ours: any one that fits will do. */
  isOpen(cookieHeader: string | undefined): boolean {
    return (cookieHeader ?? '').split(';').some((pair) => {
      const [name, ...value] = pair.trim().split('=')
      return name === COOKIE_NAME && isSameSecret(value.join('='), this.#value)
    })
  }
}
