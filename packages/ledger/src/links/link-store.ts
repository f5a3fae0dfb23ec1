/**
 * The durable record of which actor of the platform is which account of the service, and of the logins under way.
 *
 * Every promise resolves after the change is durable. Times are the store's own: callers give lengths. All keys are
 * hashes made by the caller, so that a store can be shared by several services and never holds a secret that opens
 * anything; the redirect URL of a login under way is the one exception, and goes with it.
 */
export interface LinkStore {
  /**
   * Remembers a login under way. An actor has at most {@link MAX_PENDING_PER_ACTOR} of them, the oldest goes first.
   * Throws `ERR_LINK_STORE_FULL` rather than dropping somebody else's.
   */
  begin(pending: NewPendingLink): Promise<void>
  /** A login under way; undefined where there is none, or its time is over. Changes nothing. */
  findPending(stateHash: string): Promise<PendingLink | undefined>
  /**
   * One atomic step: the login under way ends and its actor is linked to the account, in place of an earlier link.
   * All other logins of the actor end with it. Undefined, and nothing changed, where `findPending` would find
   * nothing: of any number of concurrent calls with one state exactly one gets the login.
   */
  complete(stateHash: string, link: NewLink): Promise<PendingLink | undefined>
  /** Ends a login under way without a link. False where there was none. */
  cancel(stateHash: string): Promise<boolean>
  /** The actor's link; undefined where there is none, or its time is over. */
  findLink(actorKey: string): Promise<IdentityLink | undefined>
  /** False where there was none. */
  removeLink(actorKey: string): Promise<boolean>
  /** Removes every link to an account, as when it is closed, and returns how many there were. */
  removeAccount(account: string): Promise<number>
  /** Everything that was begun is finished first. Afterwards every call throws `ERR_LINK_STORE`. */
  close(): Promise<void>
}

/** Logins that one actor can have under way: the platform sometimes posts twice, and people press again. */
export const MAX_PENDING_PER_ACTOR = 8

/** Who is about to be linked, as the verified action token said. */
export interface LinkActor {
  readonly tenantId?: string
  readonly objectId?: string
  readonly address?: string
  /** A changeable name, for showing only. */
  readonly displayName?: string
}

export interface PendingLink {
  /** SHA-256 in base64url of the state, which only the login URL holds. */
  readonly stateHash: string
  /** A hash that names the actor. */
  readonly actorKey: string
  readonly actor: LinkActor
  /** Where the browser goes in the end. Checked by the caller before it is stored. */
  readonly redirectUrl: string
}

export interface NewPendingLink extends PendingLink {
  /** Milliseconds from now. */
  readonly lifetimeMs: number
}

export interface NewLink {
  /** The service's own id of the account, 1 to 256 characters. */
  readonly account: string
  /** Milliseconds from now until the actor has to sign in again. */
  readonly lifetimeMs: number
}

export interface IdentityLink {
  readonly account: string
  /** Milliseconds since the epoch. */
  readonly linkedAt: number
  readonly expiresAt: number
}
