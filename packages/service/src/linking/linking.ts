import type { HeaderInput, HeaderPairs } from '@countersign/core'
import type { IdentityLink, LinkStore } from '@countersign/ledger/links'
import type { Duration } from '../config/parse-duration.js'
import type { ActorIds } from '../config/service-options.js'
import type { Actor } from '../kinds/actor.js'
import type { ActionHandler } from '../kinds/kind.js'

/**
 * Links who pressed a button (an Office identity) to an account of the service, once, with the person in front of
 * the browser agreeing to it.
 *
 * | Party | What it proves |
 * |---|---|
 * | action token | which Office identity pressed; the login URL's state is made for it alone |
 * | `account` | which account of the service is signed in to the browser |
 * | `proof`, where given | which Office identity is signed in to the same browser; it must be the one that pressed |
 * | the page | that whoever sits there has read both names and confirmed, on this page, in this browser |
 *
 * Without `proof` the page alone stands between a person and somebody who sends them the login URL of their own
 * button: give it wherever the service can sign people in with Entra.
 */
export interface Linking extends ActionHandler {
  /** The login page's URL. Mount the linking there, for GET and POST: `app.all(linking.path, mount(linking))`. */
  readonly url: string
  /**
   * The actor's link. Throws {@link LinkNeeded} (`ERR_LINK_NEEDED`) where there is none: answer 401 with the header
   * `ACTION-AUTHENTICATE: <loginUrl>`, as a kind with `linked` does by itself. Throws `ERR_LINK_REDIRECT` where the
   * request names no URL to come back to, `ERR_LINK_STORE` where the store cannot be reached.
   */
  require(actor: Actor, headers: HeaderInput): Promise<IdentityLink>
  /** The actor's link, or undefined. */
  find(actor: Actor): Promise<IdentityLink | undefined>
  /** False where there was none. */
  unlink(actor: Actor): Promise<boolean>
  /** Ends every link to an account, as when it is closed; says how many there were. */
  unlinkAccount(account: string): Promise<number>
}

export interface LinkingOptions {
  /** The https URL of the login page, without query. With `trustEmulator` also http on a loopback host. */
  readonly url: string
  /** The path that requests arrive at, where a proxy rewrites it. Default: the path of `url`. */
  readonly path?: string
  /** Where links are kept: `createSqliteLinkStore` or `createMemoryLinkStore` of `@countersign/ledger/links`. */
  readonly store: LinkStore
  /** The account that is signed in to the service in this browser, or undefined where none is. */
  readonly account: (request: LinkRequest) => LocalAccount | undefined | Promise<LocalAccount | undefined>
  /**
   * Where the browser signs in to the service: a URL, absolute or relative to `url`. After the login send it to
   * `returnTo`, which holds the linking's state: keep it in the service, and off other hosts' URLs and logs.
   */
  readonly login: (context: LoginContext) => string | URL | Promise<string | URL>
  /**
   * The Office identity that this browser has proved to be: `tid` and `oid` of an Entra id token that the service
   * has verified for this session. Undefined where it has not yet; the browser is then sent to `login`.
   */
  readonly proof?: (request: LinkRequest) => ActorIds | undefined | Promise<ActorIds | undefined>
  /**
   * Hosts beside `outlook.office.com` that a login may return to, under `/connectors/`. The vendor documents no other
   * one. With `trustEmulator` the default is the emulator's own origin instead.
   */
  readonly redirectHosts?: readonly string[]
  /** How long a link lasts before the person has to sign in again. Default `90d`. */
  readonly linksExpireIn?: Duration
}

/** One request of a browser to the login page. */
export interface LinkRequest {
  readonly headers: HeaderPairs
  /** Cookies by name. One that came twice is left out. */
  readonly cookies: ReadonlyMap<string, string>
}

export interface LocalAccount {
  /** What the link stores and a handler is given, 1 to 256 characters. */
  readonly id: string
  /** How the page names the account. */
  readonly name: string
}

export interface LoginContext {
  /** The page that the browser comes back to. */
  readonly returnTo: string
  /** Nobody is signed in; the person wants another account; or the Office identity is not proved yet. */
  readonly need: 'account' | 'other-account' | 'proof'
  /** A name to prefill: the actor's address or changeable name. */
  readonly loginHint?: string
}
