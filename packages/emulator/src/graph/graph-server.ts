import type { Directory } from '../directory/directory.js'
import type { EventLog } from '../events/event-log.js'
import type { PlatformKeys } from '../issuers/platform-keys.js'
import type { Delivery } from '../mailboxes/delivery.js'
import { authenticateApp } from './authenticate-app.js'
import { findSender } from './find-sender.js'
import type { GraphApp } from './graph-app.js'
import { GraphApps } from './graph-apps.js'
import { GraphFailure } from './graph-failure.js'
import { GraphThrottle, type GraphThrottling } from './graph-throttle.js'
import { GRAPH_TOKEN_LIFETIME_SECONDS, GraphTokens } from './graph-tokens.js'
import { submitMail, type MailContent } from './submit-mail.js'
import { TokenFailure } from './token-failure.js'

export interface GraphServerOptions {
  readonly directory: Directory
  readonly events: EventLog
  readonly keys: PlatformKeys
  readonly delivery: Delivery
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export interface IssuedGraphToken {
  readonly token_type: 'Bearer'
  readonly expires_in: number
  readonly ext_expires_in: number
  readonly access_token: string
}

/** Entra's token endpoint for apps, and the one call of Microsoft Graph that mails need. */
export class GraphServer {
  readonly apps: GraphApps
  readonly #tokens = new GraphTokens()
  readonly #throttle = new GraphThrottle()
  readonly #options: GraphServerOptions

  constructor(options: GraphServerOptions) {
    this.#options = options
    this.apps = new GraphApps(options.directory)
  }

  get throttledCallsLeft(): number {
    return this.#throttle.callsLeft
  }

  register(input: unknown): GraphApp {
    const app = this.apps.register(input)
    this.#options.events.emit({
      type: 'graph-app-registered',
      client: app.clientId,
      senders: app.senders.length,
    })
    return app
  }

  throttle(throttling: GraphThrottling): void {
    this.#throttle.set(throttling)
    const { calls, retryAfterSeconds } = throttling
    this.#options.events.emit({ type: 'graph-throttled', calls, retryAfterSeconds })
  }

  /**
   * The client credentials grant (RFC 6749 section 4.4).
   *
   * @param tenant the path's segment: a tenant id, or one of its domains
   * @throws TokenFailure
   */
  async issueToken(tenant: string, form: URLSearchParams): Promise<IssuedGraphToken> {
    const client = form.get('client_id') ?? ''
    try {
      const { directory, keys, now } = this.#options
      const app = authenticateApp(this.apps, directory, tenant, form)
      const token = await this.#tokens.issue(app, keys.current, now())
      this.#tell('token', 200, { client: app.clientId })
      return {
        token_type: 'Bearer',
        expires_in: GRAPH_TOKEN_LIFETIME_SECONDS,
        ext_expires_in: GRAPH_TOKEN_LIFETIME_SECONDS,
        access_token: token,
      }
    } catch (error) {
      if (error instanceof TokenFailure) {
        this.#tell('token', error.status, { ...this.#name(client), code: `AADSTS${String(error.number)}` })
      }
      throw error
    }
  }

  /**
   * `POST /users/{user}/sendMail` with MIME content.
   *
   * @param bearer the access token, undefined where the call had none
   * @param user the path's segment: an address, or an object id
   * @throws GraphFailure
   */
  async sendMail(bearer: string | undefined, user: string, content: MailContent): Promise<void> {
    let client: string | undefined
    try {
      const app = this.#authorize(bearer)
      client = app.clientId
      this.#throttle.check()
      const { directory, delivery, now } = this.#options
      const sender = findSender(this.apps, directory, app, user)
      const messages = await submitMail(delivery, app, sender, content, now())
      this.#tell('send-mail', 202, { client, sender, messages })
    } catch (error) {
      if (error instanceof GraphFailure) {
        this.#tell('send-mail', error.status, {
          ...(client === undefined ? {} : { client }),
          code: error.code,
        })
      }
      throw error
    }
  }

  #authorize(bearer: string | undefined): GraphApp {
    const refuse = (message: string): GraphFailure =>
      new GraphFailure(401, 'InvalidAuthenticationToken', message)
    if (bearer === undefined || bearer === '') throw refuse('Access token is empty.')
    const found = this.#tokens.find(bearer, this.#options.now())
    const app = found === undefined ? undefined : this.apps.find(found.clientId)
    if (found === undefined || app === undefined) throw refuse('Invalid access token.')
    if (found.expired) throw refuse('Lifetime validation failed, the token is expired.')
    return app
  }

  /** The client id of a failed call, where it names an app that exists; anything else is a stranger's text. */
  #name(client: string): { readonly client?: string } {
    const app = this.apps.find(client)
    return app === undefined ? {} : { client: app.clientId }
  }

  #tell(
    call: 'token' | 'send-mail',
    status: number,
    facts: {
      readonly client?: string
      readonly sender?: string
      readonly messages?: number
      readonly code?: string
    },
  ): void {
    this.#options.events.emit({ type: 'graph-call', call, status, ...facts })
  }
}
