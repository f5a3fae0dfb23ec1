import { CountersignError } from '@countersign/core'
import { ActionRunner } from './actions/action-runner.js'
import type { PressOptions, PressResult } from './actions/press-result.js'
import { ACTION_TIMEOUT_MS, AUTO_INVOKE_TIMEOUT_MS } from './actions/action-limits.js'
import { KeySetOutage } from './actions/key-set-outage.js'
import type { PlatformContext } from './actions/platform-context.js'
import { Teams } from './channels/teams.js'
import { Directory } from './directory/directory.js'
import type { EmulatorOptions } from './emulator-options.js'
import { EventLog } from './events/event-log.js'
import { AddInHost } from './exchange/add-in-host.js'
import { openExchangeKeys } from './exchange/exchange-keys.js'
import { ExchangeServer } from './exchange/exchange-server.js'
import { GraphServer } from './graph/graph-server.js'
import { mintActionToken } from './issuers/mint-action-token.js'
import { openPlatformKeys, type PlatformKeys } from './issuers/platform-keys.js'
import { completeTokenRequest, type TokenRequest } from './issuers/token-request.js'
import { SignInDesk } from './linking/sign-in-desk.js'
import { Delivery } from './mailboxes/delivery.js'
import { DnsZone } from './mailboxes/dns-zone.js'
import type { MailboxMessage } from './mailboxes/mailbox-message.js'
import { Mailboxes } from './mailboxes/mailboxes.js'
import type { EmulatorProvider } from './registry/emulator-provider.js'
import { ProviderRegistry } from './registry/provider-registry.js'
import type { DataStore } from './store/data-store.js'

/** Everything of an emulator that is not a socket; library calls and the HTTP API work on the same one. */
export class Platform {
  readonly directory = new Directory()
  readonly registry = new ProviderRegistry()
  readonly events: EventLog
  readonly zone: DnsZone
  readonly keys: PlatformKeys
  readonly exchange: ExchangeServer
  readonly addIns: AddInHost
  readonly graph: GraphServer
  readonly mailboxes: Mailboxes
  readonly delivery: Delivery
  readonly runner: ActionRunner
  readonly teams: Teams
  readonly outage = new KeySetOutage()
  readonly signIns: SignInDesk
  readonly now: () => number
  readonly #store: DataStore
  #origin = ''
  #saving: Promise<void> = Promise.resolve()

  private constructor(options: EmulatorOptions, store: DataStore, mailboxes: Mailboxes) {
    this.now = options.now ?? Date.now
    this.#store = store
    this.mailboxes = mailboxes
    this.events = new EventLog(this.now)
    this.zone = new DnsZone(options.dns)
    this.signIns = new SignInDesk(this.now)
    this.keys = openPlatformKeys(store.keys, store.rotated)
    this.exchange = new ExchangeServer({
      directory: this.directory,
      events: this.events,
      keys: openExchangeKeys(store.exchangeKeys, store.exchangeStage),
      now: this.now,
      saveStage: (stage) => store.saveExchangeStage(stage),
    })
    this.addIns = new AddInHost({
      exchange: this.exchange,
      mailboxes,
      directory: this.directory,
      events: this.events,
    })
    for (const provider of store.providers) this.registry.register(provider)
    this.delivery = new Delivery({
      ...this.#shared(),
      resolver: options.resolver ?? this.zone.resolver,
      strict: options.strict ?? false,
    })
    this.graph = new GraphServer({
      directory: this.directory,
      events: this.events,
      keys: this.keys,
      delivery: this.delivery,
      now: this.now,
    })
    const context: PlatformContext = {
      ...this.#shared(),
      keys: this.keys,
      actionTimeoutMs: options.actionTimeoutMs ?? ACTION_TIMEOUT_MS,
      autoInvokeTimeoutMs: options.autoInvokeTimeoutMs ?? AUTO_INVOKE_TIMEOUT_MS,
      rotateKeys: () => this.rotateKeys(),
      outage: this.outage,
      signIns: this.signIns,
      ownOrigin: () => this.#origin,
      isShownTo: (message, user) => this.teams.isShownTo(message, user),
    }
    this.runner = new ActionRunner(context)
    this.teams = new Teams(context, store.channels, (channels) => {
      const save = (): Promise<void> => store.saveChannels(channels)
      this.#saving = this.#saving.then(save).catch(() => undefined)
    })
  }

  static async open(options: EmulatorOptions, store: DataStore): Promise<Platform> {
    return new Platform(options, store, await Mailboxes.open(store.messages))
  }

  /** @throws CountersignTypeError ERR_EMULATOR_PROVIDER */
  registerProvider(input: unknown): EmulatorProvider {
    const provider = this.registry.register(input)
    this.events.emit({ type: 'provider-registered', originator: provider.originator, name: provider.name })
    // One after the other, so that the last list is the one that stays; a full disk must not undo the registration.
    const save = (): Promise<void> => this.#store.saveProviders(this.registry.list())
    this.#saving = this.#saving.then(save).catch(() => undefined)
    return provider
  }

  /** Presses a button of a mail, of a post in a channel or of a bot's card; nobody named means whoever it came to. */
  async press(messageId: number, action: string, options: PressOptions = {}): Promise<PressResult> {
    const message = this.mailboxes.get(messageId)
    const asked = { ...options, as: options.as ?? this.teams.defaultActor(message) }
    return message.source.type === 'chat'
      ? this.teams.connector.press(message, action, asked)
      : this.runner.press(messageId, action, asked)
  }

  /** Shows a message to somebody: runs its autoInvokeAction, or the `refresh.action` of a bot's card. */
  async open(messageId: number, options: Pick<PressOptions, 'as'> = {}): Promise<PressResult | undefined> {
    const message = this.mailboxes.get(messageId)
    const as = options.as ?? this.teams.defaultActor(message)
    return message.source.type === 'chat'
      ? this.teams.connector.open(message, as)
      : this.runner.open(messageId, { as })
  }

  async rotateKeys(): Promise<void> {
    if (this.keys.rotated) return
    const { kid } = this.keys.rotate()
    this.events.emit({ type: 'keys-rotated', kid })
    await this.#store.saveRotated()
  }

  /** Tells where the emulator listens, e.g. `http://127.0.0.1:8787`; called once, before anything comes in. */
  setOrigin(origin: string): void {
    this.#origin = origin
  }

  /** RFC 7638 thumbprints of every key that may ever sign here. */
  get keyThumbprints(): readonly string[] {
    return [...this.keys.thumbprints, ...this.exchange.keys.thumbprints]
  }

  get settings(): { readonly admission: boolean } {
    return { admission: this.mailboxes.admission }
  }

  /** Off: cards are shown whatever was found out about their mails. Not kept: every start begins with it on. */
  setAdmission(admission: boolean): void {
    if (admission === this.mailboxes.admission) return
    this.mailboxes.setAdmission(admission)
    this.events.emit({ type: 'settings-changed', admission })
  }

  /** @throws CountersignError ERR_EMULATOR_USER_NOT_FOUND, ERR_EMULATOR_MINT_REFUSED */
  async mintActionToken(request: TokenRequest): Promise<string> {
    const order = completeTokenRequest(request, this.directory, this.now())
    return (await mintActionToken(order, this.keys.current, this.directory)).token
  }

  /** Delivers a message once more, with the envelope it came with. */
  async resend(id: number): Promise<MailboxMessage> {
    return this.deliverAgain(id, this.mailboxes.get(id).envelope.rcptTo)
  }

  /**
   * Delivers a mail byte for byte into any mailbox, as a client does that passes it on whole.
   *
   * @param to an address, or the alias or object id of a user
   */
  async deliverAgain(id: number, to: string): Promise<MailboxMessage> {
    const { envelope: sent, source } = this.mailboxes.get(id)
    if (source.type !== 'mail') throw new CountersignError('ERR_EMULATOR_NOT_A_MAIL')
    const { submittedBy, ...envelope } = sent
    const recipient = to.includes('@') ? to : (this.directory.getUser(to).addresses[0] ?? to)
    const mail = {
      ...envelope,
      // Who passes a mail on to somebody else is not the account that handed it in.
      ...(submittedBy === undefined || recipient !== envelope.rcptTo ? {} : { submittedBy }),
      rcptTo: [recipient],
      raw: await this.mailboxes.readRaw(id),
    }
    const [copy] = await this.delivery.deliver(mail, 'api')
    if (copy === undefined) throw new CountersignError('ERR_EMULATOR_MESSAGE_NOT_FOUND')
    return copy
  }

  async close(): Promise<void> {
    this.teams.close()
    this.addIns.close()
    await this.runner.close()
    await this.#saving
    await this.#store.close()
  }

  #shared(): Pick<Platform, 'mailboxes' | 'registry' | 'directory' | 'events' | 'now'> {
    const { mailboxes, registry, directory, events, now } = this
    return { mailboxes, registry, directory, events, now }
  }
}
