import type { AddInCallResult, ExchangeStatus } from '../api/add-in-types.js'
import { toApiFailure, type ApiFailure } from '../api/api-failure.js'
import { getJson, postJson } from '../api/call-api.js'
import type { DirectoryUser, MessageSummary } from '../api/wire-types.js'

/** What the add-in's page is opened with: `/add-in?as=…&audience=…&endpoint=…&message=…`. */
export interface AddInForm {
  readonly as: string
  readonly message: string
  readonly audience: string
  readonly endpoint: string
  readonly shape: string
  readonly fault: string
}

export interface AddInState {
  readonly phase: 'loading' | 'ready' | 'failed'
  readonly exchange?: ExchangeStatus
  readonly users: readonly DirectoryUser[]
  readonly messages: readonly MessageSummary[]
  readonly form: AddInForm
  readonly asking: boolean
  readonly result?: AddInCallResult | undefined
  readonly failure?: ApiFailure | undefined
}

/** No mail and no fault, where a pick needs a name for it. */
export const NONE = 'none'

/** The state of the add-in's page, and what changes it. */
export class AddInStore {
  #state: AddInState
  readonly #listeners = new Set<() => void>()

  /** @param query the page's own, e.g. `?as=adele@contoso.example` */
  constructor(query: string) {
    const asked = new URLSearchParams(query)
    this.#state = {
      phase: 'loading',
      users: [],
      messages: [],
      asking: false,
      form: {
        as: asked.get('as') ?? '',
        message: asked.get('message') ?? NONE,
        audience: asked.get('audience') ?? 'https://add-in.contoso.example/index.html',
        endpoint: asked.get('endpoint') ?? '',
        shape: 'observed',
        fault: NONE,
      },
    }
  }

  readonly get = (): AddInState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly start = async (): Promise<void> => {
    try {
      const [exchange, directory, { messages }] = await Promise.all([
        getJson<ExchangeStatus>('exchange'),
        getJson<{ readonly users: readonly DirectoryUser[] }>('users'),
        getJson<{ readonly messages: readonly MessageSummary[] }>('messages'),
      ])
      // Only the people of its own tenant have a mailbox on this Exchange.
      const users = directory.users.filter(({ tenantId }) => tenantId === exchange.tenantId)
      const { form } = this.#state
      const owner = messages.find(({ id }) => String(id) === form.message)?.mailbox
      const wanted = users.find(({ addresses, alias }) =>
        form.as === '' ? addresses[0] === owner : addresses.includes(form.as) || alias === form.as,
      )
      const as = (wanted ?? users[0])?.addresses[0] ?? ''
      const message = owner === as ? form.message : NONE
      this.#set({
        phase: 'ready',
        exchange,
        users,
        messages: messages.toReversed(),
        form: { ...form, as, message },
      })
    } catch (error) {
      this.#set({ phase: 'failed', failure: toApiFailure(error) })
    }
  }

  /** Another mailbox has other mails, so the chosen one is let go of. */
  readonly fill = (patch: Partial<AddInForm>): void => {
    const message = patch.as === undefined ? {} : { message: NONE }
    this.#set({ form: { ...this.#state.form, ...message, ...patch } })
  }

  readonly ask = async (): Promise<void> => {
    const { as, message, audience, endpoint, shape, fault } = this.#state.form
    this.#set({ asking: true, result: undefined, failure: undefined })
    try {
      const result = await postJson<AddInCallResult>('add-in-calls', {
        as,
        audience,
        endpoint,
        shape,
        ...(fault === NONE ? {} : { fault }),
        ...(message === NONE ? {} : { messageId: Number(message) }),
      })
      this.#set({ result })
    } catch (error) {
      this.#set({ failure: toApiFailure(error) })
    }
    this.#set({ asking: false })
  }

  #set(patch: Partial<AddInState>): void {
    this.#state = { ...this.#state, ...patch }
    for (const listener of this.#listeners) listener()
  }
}
