import { toApiFailure } from '../api/api-failure.js'
import { getJson, postJson } from '../api/call-api.js'
import type { EmulatorEvent } from '../api/emulator-event.js'
import { followEvents, type Connection } from '../api/event-stream.js'
import type {
  AttemptResult,
  DemoStatus,
  DirectoryTenant,
  DirectoryUser,
  MessageDetail,
  MessageSummary,
  PressResult,
} from '../api/wire-types.js'
import type { CardPress } from '../card/draw-card.js'
import { EventIndex } from '../wire/event-index.js'
import { coalesce } from './coalesce.js'
import { changesDetail, changesMessages, endsSignIn } from './event-effects.js'
import { INITIAL_STATE, type InboxState } from './inbox-state.js'
import { showResult } from './show-result.js'

export interface PressChoices {
  readonly as?: string | undefined
  readonly fault?: string | undefined
}

/** The page's one state and everything that changes it. */
export class InboxStore {
  readonly events = new EventIndex()
  #state: InboxState = INITIAL_STATE
  readonly #listeners = new Set<() => void>()
  readonly #reloadMessages = coalesce(() => this.#loadMessages())
  readonly #reloadDetail = coalesce(() => this.#loadDetail())

  readonly get = (): InboxState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async start(): Promise<void> {
    this.#set({ phase: 'loading', failure: undefined })
    try {
      const [status, directory] = await Promise.all([
        getJson<{ faults: readonly string[] }>('status'),
        getJson<{ tenants: readonly DirectoryTenant[]; users: readonly DirectoryUser[] }>('users'),
        this.#loadMessages(),
      ])
      this.#set({ phase: 'ready', faults: status.faults, ...directory })
    } catch (error) {
      this.#set({ phase: 'failed', failure: toApiFailure(error) })
      return
    }
    await Promise.all([this.#loadDemo(), this.#loadSettings()])
    // The demo's story begins with its first mail, a card that can be pressed; the newest one is a forgery.
    const first = this.#state.messages.at(-1)
    if (first !== undefined && this.#state.selectedId === undefined && this.#state.demo.available) {
      this.select(first.id)
    }
    followEvents({
      onEvents: (events) => {
        this.#takeEvents(events)
      },
      onConnection: (connection) => {
        this.#changeConnection(connection)
      },
    })
  }

  readonly chooseMailbox = (mailbox: string | undefined): void => {
    this.#set({ mailbox })
  }

  readonly select = (id: number): void => {
    if (id === this.#state.selectedId) return
    this.#set({
      selectedId: id,
      detail: undefined,
      detailFailure: undefined,
      status: undefined,
      signIn: undefined,
    })
    void this.#open(id)
  }

  readonly press = async (
    messageId: number,
    { action, inputs }: CardPress,
    choices: PressChoices,
  ): Promise<void> => {
    this.#set({ pressing: action, status: undefined })
    const { as, fault } = choices
    try {
      const body = {
        action,
        inputs,
        ...(as === undefined ? {} : { as }),
        ...(fault === undefined ? {} : { fault }),
      }
      const result = await postJson<PressResult>(`messages/${String(messageId)}/press`, body)
      if (result !== undefined) this.#set(showResult(messageId, result, this.#state))
    } catch (error) {
      const { message: text, code, hint } = toApiFailure(error)
      this.#set({ status: { messageId, kind: 'not-sent', text, code, hint } })
    }
    this.#set({ pressing: undefined })
    this.#reloadDetail()
  }

  readonly resend = (id: number): Promise<void> =>
    this.#tell(async () => {
      const copy = await postJson<MessageSummary>(`messages/${String(id)}/resend`)
      return `Sent again: message ${String(copy?.id)}.`
    })

  readonly deliverRaw = (id: number, to: string): Promise<void> =>
    this.#tell(async () => {
      await postJson(`messages/${String(id)}/deliver-raw`, { to })
      return `Delivered byte for byte to ${to}.`
    })

  readonly setAdmission = (admission: boolean): Promise<void> =>
    this.#tell(async () => {
      await postJson('settings', { admission })
      this.#set({ admission })
      this.#reloadMessages()
      this.#reloadDetail()
      return admission
        ? 'The admission is on again.'
        : 'The admission is off: cards are shown whatever it finds.'
    })

  readonly attempt = async (id: string): Promise<void> => {
    this.#set({ attempt: { running: id } })
    try {
      const result = await postJson<AttemptResult>(`demo/attempts/${encodeURIComponent(id)}`)
      this.#set({ attempt: { result } })
      if (result !== undefined) this.#countPayments(result.paymentsAfter)
      if (result?.messageId !== undefined) this.select(result.messageId)
    } catch (error) {
      this.#set({ attempt: { failure: toApiFailure(error) } })
    }
  }

  readonly dismissAttempt = (): void => {
    this.#set({ attempt: {} })
  }

  readonly dismissSignIn = (): void => {
    this.#set({ signIn: undefined })
  }

  readonly dismissNotice = (): void => {
    this.#set({ notice: undefined })
  }

  /** As the clients do it: opening a message runs its autoInvokeAction, or the refresh of a bot's card. */
  async #open(id: number): Promise<void> {
    await this.#loadDetail()
    const { autoInvokeAction, refresh } = this.#state.detail?.message.card ?? {}
    if (autoInvokeAction === undefined && refresh === undefined) return
    try {
      await postJson(`messages/${String(id)}/open`)
    } catch {
      // The wire shows what became of it; the card that came with the mail stays.
    }
    this.#reloadDetail()
  }

  #takeEvents(events: readonly EmulatorEvent[]): void {
    for (const event of events) {
      this.events.add(event)
      if (endsSignIn(event, this.#state.signIn))
        this.#set({ signIn: undefined, status: undefined, notice: 'Signed in: the action is repeated.' })
      if (event.type === 'demo-payments') this.#countPayments(event.count)
    }
    this.#set({ eventCount: this.#state.eventCount + events.length })
    if (events.some(changesMessages)) this.#reloadMessages()
    if (events.some((event) => changesDetail(event, this.#state.selectedId))) this.#reloadDetail()
  }

  #changeConnection(connection: Connection): void {
    const before = this.#state.connection
    this.#set({ connection })
    if (before !== 'lost' || connection !== 'open') return
    this.#reloadMessages()
    this.#reloadDetail()
    void this.#loadDemo()
  }

  #countPayments(payments: number): void {
    const { demo } = this.#state
    if (demo.available) this.#set({ demo: { ...demo, payments } })
  }

  async #loadMessages(): Promise<void> {
    try {
      const { messages } = await getJson<{ messages: readonly MessageSummary[] }>('messages')
      this.#set({ messages: messages.toReversed() })
    } catch (error) {
      // Later the connection's own state says it; the messages that are there stay.
      if (this.#state.phase === 'loading') throw error
    }
  }

  async #loadDetail(): Promise<void> {
    const id = this.#state.selectedId
    if (id === undefined) return
    try {
      const detail = await getJson<MessageDetail>(`messages/${String(id)}`)
      if (this.#state.selectedId === id) this.#set({ detail, detailFailure: undefined })
    } catch (error) {
      if (this.#state.selectedId === id) this.#set({ detailFailure: toApiFailure(error) })
    }
  }

  async #loadDemo(): Promise<void> {
    const demo = await getJson<DemoStatus>('demo').catch(() => ({ available: false }) as const)
    this.#set({ demo })
  }

  async #loadSettings(): Promise<void> {
    const settings = await getJson<{ admission?: boolean }>('settings').catch(() => ({
      admission: undefined,
    }))
    this.#set({ admission: settings.admission })
  }

  async #tell(task: () => Promise<string>): Promise<void> {
    try {
      this.#set({ notice: await task() })
    } catch (error) {
      const failure = toApiFailure(error)
      this.#set({ notice: [failure.message, failure.hint].filter((part) => part !== undefined).join(' ') })
    }
  }

  #set(patch: Partial<InboxState>): void {
    this.#state = { ...this.#state, ...patch }
    for (const listener of this.#listeners) listener()
  }
}
