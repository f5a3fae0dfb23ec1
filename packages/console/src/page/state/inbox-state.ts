import type { ApiFailure } from '../api/api-failure.js'
import type { Connection } from '../api/event-stream.js'
import type {
  AttemptResult,
  DemoStatus,
  DirectoryTenant,
  DirectoryUser,
  MessageDetail,
  MessageSummary,
} from '../api/wire-types.js'

export interface InboxState {
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly failure?: ApiFailure | undefined
  readonly connection: Connection
  readonly users: readonly DirectoryUser[]
  readonly tenants: readonly DirectoryTenant[]
  readonly faults: readonly string[]
  /** Undefined where the emulator has no such switch. */
  readonly admission?: boolean | undefined
  /** Newest first. */
  readonly messages: readonly MessageSummary[]
  /** The mailbox that is looked at; undefined for all. */
  readonly mailbox?: string | undefined
  readonly selectedId?: number | undefined
  readonly detail?: MessageDetail | undefined
  readonly detailFailure?: ApiFailure | undefined
  /** Counts up with every event, for what is drawn from the event index. */
  readonly eventCount: number
  readonly pressing?: string | undefined
  /** What Outlook shows under the card after a press, or why nothing was sent. */
  readonly status?: PressStatus | undefined
  /** The press that waits until its person has signed in at the service. */
  readonly signIn?: WaitingSignIn | undefined
  readonly notice?: string | undefined
  readonly demo: DemoStatus
  readonly attempt: AttemptState
}

export interface PressStatus {
  readonly messageId: number
  readonly kind: 'done' | 'refused' | 'not-sent' | 'elsewhere' | 'sign-in'
  readonly text: string
  readonly code?: string | undefined
  readonly hint?: string | undefined
}

export interface WaitingSignIn {
  readonly messageId: number
  readonly requestId: string
  readonly action: string
  /** The service's login page, and its host. */
  readonly url: string
  readonly host: string
}

export interface AttemptState {
  readonly running?: string | undefined
  readonly result?: AttemptResult | undefined
  readonly failure?: ApiFailure | undefined
}

export const INITIAL_STATE: InboxState = {
  phase: 'loading',
  connection: 'connecting',
  users: [],
  tenants: [],
  faults: [],
  messages: [],
  eventCount: 0,
  demo: { available: false },
  attempt: {},
}
