import { CountersignError, type AnyCard, type MessageCard } from '@countersign/core'
import type { LateAnswer, PressResult } from '../actions/press-result.js'
import type { MessageStore } from '../store/message-store.js'
import type { CardStatus } from './card-status.js'
import { drawCard } from './drawn-card.js'
import { MAX_KEPT_PRESSES, type MailboxMessage } from './mailbox-message.js'

/** Messages that one emulator holds. */
export const MAX_MESSAGES = 20_000

export interface MessageFilter {
  /** Only this mailbox: any address of its user, the user's alias or object id, or `channel:NAME`. */
  readonly mailbox?: string
  /** Also copies for recipients outside the two tenants. Default false. */
  readonly external?: boolean
}

export type MessagePredicate = (message: MailboxMessage) => boolean

/** All mailboxes: snapshots in memory, bytes in the store. */
export class Mailboxes {
  readonly #store: MessageStore
  readonly #messages = new Map<number, MailboxMessage>()
  readonly #waiters = new Set<(message: MailboxMessage) => void>()
  readonly #shownAnyway = new WeakMap<MailboxMessage, MailboxMessage>()
  #admission = true
  #lastId = 0

  private constructor(store: MessageStore) {
    this.#store = store
  }

  static async open(store: MessageStore): Promise<Mailboxes> {
    const mailboxes = new Mailboxes(store)
    for (const message of await store.load()) {
      mailboxes.#messages.set(message.id, message)
      mailboxes.#lastId = Math.max(mailboxes.#lastId, message.id)
    }
    return mailboxes
  }

  /** False: withheld cards are shown too. */
  get admission(): boolean {
    return this.#admission
  }

  /** Changes what every mailbox shows from now on; what was found out about the mails stays. */
  setAdmission(admission: boolean): void {
    this.#admission = admission
  }

  /** @throws CountersignError ERR_EMULATOR_FULL where `count` more do not fit */
  checkRoom(count: number): void {
    if (this.#messages.size + count > MAX_MESSAGES) throw new CountersignError('ERR_EMULATOR_FULL')
  }

  async add(
    message: Omit<MailboxMessage, 'id' | 'refreshes' | 'presses'>,
    raw: Uint8Array,
  ): Promise<MailboxMessage> {
    this.checkRoom(1)
    this.#lastId += 1
    const added: MailboxMessage = Object.freeze({ ...message, id: this.#lastId, refreshes: 0, presses: [] })
    await this.#store.saveRaw(added.id, raw)
    await this.#store.save(added)
    this.#messages.set(added.id, added)
    const shown = this.#show(added)
    for (const waiter of this.#waiters) waiter(shown)
    return shown
  }

  list(predicate: MessagePredicate = () => true): readonly MailboxMessage[] {
    return [...this.#messages.values()]
      .map((message) => this.#show(message))
      .filter(predicate)
      .sort((a, b) => a.id - b.id)
  }

  /** @throws CountersignError ERR_EMULATOR_MESSAGE_NOT_FOUND */
  get(id: number): MailboxMessage {
    return this.#show(this.#find(id))
  }

  async readRaw(id: number): Promise<Uint8Array> {
    const raw = await this.#store.readRaw(this.get(id).id)
    if (raw === undefined) throw new CountersignError('ERR_EMULATOR_MESSAGE_NOT_FOUND')
    return raw
  }

  /** The first message that fits, there already or still to come. @throws CountersignError ERR_EMULATOR_WAIT_TIMEOUT */
  async waitFor(predicate: MessagePredicate, timeoutMs: number): Promise<MailboxMessage> {
    const there = this.list(predicate)[0]
    if (there !== undefined) return there
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer)
        this.#waiters.delete(look)
      }
      const look = (message: MailboxMessage): void => {
        try {
          if (!predicate(message)) return
          end()
          resolve(message)
        } catch (error) {
          end()
          reject(error instanceof Error ? error : new Error('the predicate threw', { cause: error }))
        }
      }
      const timer = setTimeout(() => {
        end()
        reject(new CountersignError('ERR_EMULATOR_WAIT_TIMEOUT'))
      }, timeoutMs)
      this.#waiters.add(look)
    })
  }

  /** Replaces the card that a message shows. */
  replaceCard(id: number, given: AnyCard): Promise<void> {
    const message = this.#find(id)
    const { card, messageCard } = drawCard(given)
    const refreshes = message.refreshes + 1
    // A refresh of a withheld card must not outlive the time in which that one is shown.
    if (message.withheldCard !== undefined) {
      const changed = withMessageCard(message, 'withheldCard', messageCard)
      return this.#replace({ ...changed, withheldCard: card, refreshes })
    }
    return this.#replace({ ...withMessageCard(message, 'card', messageCard), card, refreshes })
  }

  /** Keeps what an action came to with the card. */
  keepStatus(id: number, cardStatus: CardStatus): Promise<void> {
    return this.#replace({ ...this.#find(id), cardStatus })
  }

  recordPress(id: number, press: PressResult): Promise<void> {
    const message = this.#find(id)
    return this.#replace({ ...message, presses: [...message.presses, press].slice(-MAX_KEPT_PRESSES) })
  }

  /** Adds the late answer to the press that it belongs to, where that one is still kept. */
  recordLateAnswer(id: number, requestId: string, late: LateAnswer): Promise<void> {
    const message = this.#find(id)
    const presses = message.presses.map((press) =>
      press.request.requestId === requestId ? { ...press, late } : press,
    )
    return this.#replace({ ...message, presses })
  }

  #find(id: number): MailboxMessage {
    const message = this.#messages.get(id)
    if (message === undefined) throw new CountersignError('ERR_EMULATOR_MESSAGE_NOT_FOUND')
    return message
  }

  /** The message as its mailbox shows it now: the same object as long as nothing changes. */
  #show(message: MailboxMessage): MailboxMessage {
    const { withheldCard } = message
    if (this.#admission || withheldCard === undefined) return message
    let shown = this.#shownAnyway.get(message)
    if (shown === undefined) {
      const messageCard = message.messageCards?.withheldCard
      shown = Object.freeze({
        ...message,
        card: withheldCard,
        mailCard: withheldCard,
        ...(messageCard === undefined
          ? {}
          : { messageCards: { card: messageCard, mailCard: messageCard, withheldCard: messageCard } }),
      })
      this.#shownAnyway.set(message, shown)
    }
    return shown
  }

  async #replace(message: MailboxMessage): Promise<void> {
    this.#messages.set(message.id, Object.freeze(message))
    await this.#store.save(message)
  }
}

/** The message with another MessageCard, or none, behind the drawing of that name. */
function withMessageCard(
  message: MailboxMessage,
  name: 'card' | 'withheldCard',
  messageCard: MessageCard | undefined,
): MailboxMessage {
  const { messageCards: { [name]: _, ...others } = {}, ...rest } = message
  const messageCards = messageCard === undefined ? others : { ...others, [name]: messageCard }
  return Object.keys(messageCards).length === 0 ? rest : { ...rest, messageCards }
}
