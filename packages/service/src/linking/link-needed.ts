import { CountersignError } from '@countersign/core'

/** The actor has to sign in first. The URL holds a secret, so nothing that prints an error shows it. */
export class LinkNeeded extends CountersignError {
  readonly #loginUrl: string

  constructor(loginUrl: string) {
    super('ERR_LINK_NEEDED')
    this.#loginUrl = loginUrl
  }

  /** For the header `ACTION-AUTHENTICATE` of a 401, and for nobody else. */
  get loginUrl(): string {
    return this.#loginUrl
  }
}
