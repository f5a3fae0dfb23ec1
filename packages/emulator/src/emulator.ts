import type { ZoneRecords } from '@countersign/admission'
import type { PressOptions, PressResult } from './actions/press-result.js'
import type { BotCardOptions } from './bot/bot-card.js'
import type { ChannelOptions, ChannelWithWebhook } from './channels/channel.js'
import { showChannel } from './channels/show-channel.js'
import type { DirectoryUser } from './directory/directory-user.js'
import { checkEmulatorOptions, type EmulatorOptions } from './emulator-options.js'
import { watchPayments } from './demo/watch-payments.js'
import { deriveSecret, makeEmulatorSecret } from './emulator-secret.js'
import type { EmulatorEvent, EventListener } from './events/emulator-event.js'
import type { AddInCall, AddInCallResult } from './exchange/add-in-call.js'
import type { ExchangeKeyStage } from './exchange/exchange-keys.js'
import type { ExchangeTokenRequest } from './exchange/exchange-token-request.js'
import type { GraphApp, GraphAppRegistration } from './graph/graph-app.js'
import type { GraphThrottling } from './graph/graph-throttle.js'
import { listenHttpApi, type HttpListener } from './http/listen-http-api.js'
import type { TokenRequest } from './issuers/token-request.js'
import type { WaitingSignIn } from './linking/sign-in-desk.js'
import type { MailboxMessage } from './mailboxes/mailbox-message.js'
import type { MessageFilter, MessagePredicate } from './mailboxes/mailboxes.js'
import { selectMessages } from './mailboxes/select-messages.js'
import { Platform } from './platform.js'
import type { EmulatorProvider } from './registry/emulator-provider.js'
import type { OutgoingCallOptions, OutgoingCallResult } from './webhooks/outgoing-call.js'
import { listenDelivery } from './smtp/listen-delivery.js'
import type { SmtpListener } from './smtp/smtp-listener.js'
import { openFolderStore } from './store/open-folder-store.js'
import { openMemoryStore } from './store/open-memory-store.js'

/** How long `waitForMessage` waits by default, in milliseconds. */
export const DEFAULT_WAIT_MS = 5_000

/** The envelope of a mail that is handed over without SMTP. */
export interface RawEnvelope {
  /** Default: none, the null sender. */
  readonly mailFrom?: string
  readonly rcptTo: readonly string[]
  /** Default 127.0.0.1. */
  readonly remoteAddress?: string
  /** Default `localhost`. */
  readonly helo?: string
}

/**
 * The platform on one machine: takes mails over SMTP, shows their cards, mints action tokens and calls the service.
 * Everything listens on 127.0.0.1.
 */
export class Emulator {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  readonly smtp: { readonly host: string; readonly port: number }
  /** Needed for every call of the HTTP API; new at every start. */
  readonly secret: string
  /** The page, with the secret that opens it: for a browser on this machine, and for nobody else. */
  readonly pageUrl: string
  /** Where a service sends its own events: `COUNTERSIGN_EVENTS` and, good for nothing else, `COUNTERSIGN_EVENTS_SECRET`. */
  readonly serviceEvents: { readonly url: string; readonly secret: string }
  /** Where the issuers' documents are: `trustEmulator.metadata` of a service. */
  readonly issuerBase: string
  /** Where Graph and its token endpoint are: `https://HOST/PATH` of the real ones is `graphBase/HOST/PATH`. */
  readonly graphBase: string
  /** RFC 7638 thumbprints of every key, the platform's and the Exchange server's: `trustEmulator.keyThumbprint` of a service. */
  readonly keyThumbprints: string[]
  /** The people of the two tenants. */
  readonly users: readonly DirectoryUser[]
  readonly #platform: Platform
  readonly #listeners: readonly [SmtpListener, HttpListener]
  #stopWatching: () => void = () => undefined
  #closed: Promise<void> | undefined

  private constructor(platform: Platform, smtp: SmtpListener, http: HttpListener, secret: string) {
    this.#platform = platform
    this.#listeners = [smtp, http]
    this.url = http.url
    this.smtp = Object.freeze({ host: '127.0.0.1', port: smtp.port })
    this.secret = secret
    this.pageUrl = `${http.url}/?secret=${secret}`
    this.serviceEvents = Object.freeze({
      url: `${http.url}/api/v1/service-events`,
      secret: deriveSecret(secret, 'service events'),
    })
    this.issuerBase = http.issuerBase
    this.graphBase = `${http.url}/graph`
    this.keyThumbprints = [...platform.keyThumbprints]
    this.users = platform.directory.users
  }

  /**
   * Starts an emulator.
   *
   * @throws CountersignTypeError ERR_EMULATOR_OPTIONS
   * @throws CountersignError ERR_EMULATOR_PORT_IN_USE, ERR_EMULATOR_DATA_FOLDER, ERR_EMULATOR_ALREADY_RUNNING
   */
  static async start(options: EmulatorOptions = {}): Promise<Emulator> {
    const checked = checkEmulatorOptions(options)
    const { dataDir, smtpPort = 0, httpPort = 0, smtpLimits = {}, makeKey } = checked
    const store = await (dataDir === undefined ? openMemoryStore(makeKey) : openFolderStore(dataDir, makeKey))
    const undo: (() => Promise<void>)[] = [() => store.close()]
    try {
      const platform = await Platform.open(checked, store)
      const { certificate } = store
      const smtp = await listenDelivery(platform, { port: smtpPort, certificate, limits: smtpLimits })
      undo.unshift(() => smtp.close())
      const secret = makeEmulatorSecret()
      const http = await listenHttpApi(platform, {
        port: httpPort,
        secret,
        consoleFiles: checked.consoleFiles,
        demo: checked.demo,
      })
      undo.unshift(() => http.close())
      const emulator = new Emulator(platform, smtp, http, secret)
      if (checked.demo !== undefined) emulator.#stopWatching = watchPayments(checked.demo, platform.events)
      await store.announce({
        url: emulator.url,
        smtp: emulator.smtp,
        secret,
        pid: process.pid,
        issuerBase: emulator.issuerBase,
        keyThumbprints: emulator.keyThumbprints,
      })
      return emulator
    } catch (error) {
      for (const each of undo) await each()
      throw error
    }
  }

  /** Registers a service, or replaces the one with its originator. @throws CountersignTypeError ERR_EMULATOR_PROVIDER */
  registerProvider(provider: EmulatorProvider): void {
    this.#platform.registerProvider(provider)
  }

  listProviders(): readonly EmulatorProvider[] {
    return this.#platform.registry.list()
  }

  /** Adds records to the DNS that SPF, DKIM and DMARC are looked up in. @throws CountersignTypeError ERR_ADMISSION_ZONE */
  publishDns(records: ZoneRecords): void {
    this.#platform.zone.publish(records)
  }

  /** Messages in order of arrival. @throws CountersignError ERR_EMULATOR_USER_NOT_FOUND for an unknown mailbox */
  listMessages(filter: MessageFilter = {}): readonly MailboxMessage[] {
    return selectMessages(this.#platform, filter)
  }

  /** @throws CountersignError ERR_EMULATOR_MESSAGE_NOT_FOUND */
  getMessage(id: number): MailboxMessage {
    return this.#platform.mailboxes.get(id)
  }

  /** The first message that fits, there already or still to come. @throws CountersignError ERR_EMULATOR_WAIT_TIMEOUT */
  waitForMessage(
    predicate: MessagePredicate = () => true,
    options: { readonly timeoutMs?: number } = {},
  ): Promise<MailboxMessage> {
    return this.#platform.mailboxes.waitFor(predicate, options.timeoutMs ?? DEFAULT_WAIT_MS)
  }

  /** The mail, byte for byte as it came. @throws CountersignError ERR_EMULATOR_MESSAGE_NOT_FOUND */
  readRaw(id: number): Promise<Uint8Array> {
    return this.#platform.mailboxes.readRaw(id)
  }

  /** Delivers a mail without SMTP. @throws CountersignError ERR_EMULATOR_RECIPIENT, _FULL, _MAIL_SIZE */
  deliverRaw(raw: Uint8Array | string, envelope: RawEnvelope): Promise<readonly MailboxMessage[]> {
    const { mailFrom = '', rcptTo, remoteAddress = '127.0.0.1', helo = 'localhost' } = envelope
    const mail = { raw: Buffer.from(raw), mailFrom, rcptTo, remoteAddress, helo }
    return this.#platform.delivery.deliver(mail, 'api')
  }

  /** Delivers a message once more, as a mail that is sent again whole; a new message. */
  async resend(id: number): Promise<MailboxMessage> {
    return this.#platform.resend(id)
  }

  /**
   * Delivers a message's mail, byte for byte, into another mailbox: an address, an alias or an object id.
   *
   * @throws CountersignError ERR_EMULATOR_MESSAGE_NOT_FOUND, _USER_NOT_FOUND, _RECIPIENT, _FULL
   */
  deliverAgain(id: number, to: string): Promise<MailboxMessage> {
    return this.#platform.deliverAgain(id, to)
  }

  /** Off: cards are shown whatever was found out about their mails; the findings stay. Default on. */
  setAdmission(admission: boolean): void {
    this.#platform.setAdmission(admission)
  }

  /**
   * Presses a button: `action` is its id, its title, or its number from 1 in the order of the card. Answers of the
   * service are results; what the platform itself refuses is thrown.
   *
   * @throws CountersignError ERR_EMULATOR_MESSAGE_NOT_FOUND, _NO_CARD, _TOO_OLD, _USER_NOT_FOUND, _ACTION_NOT_FOUND,
   * _ACTION_AMBIGUOUS, _ACTION_INVALID, _INPUT, _RESERVED_HEADER, _TARGET_NOT_ALLOWED, _NO_ROUTE
   */
  press(messageId: number, action: string | number, options: PressOptions = {}): Promise<PressResult> {
    return this.#platform.press(messageId, String(action), options)
  }

  /** Opens a message as Outlook does: runs its autoInvokeAction, where it has one. */
  open(messageId: number, options: Pick<PressOptions, 'as'> = {}): Promise<PressResult | undefined> {
    return this.#platform.open(messageId, options)
  }

  /** The presses that a service answered with "sign in first", and that the browser has not come back to yet. */
  listSignIns(): readonly WaitingSignIn[] {
    return this.#platform.signIns.list()
  }

  /**
   * Does what the browser does when a service sends it back after a login: repeats the action, once.
   *
   * @param requestId `request.requestId` of the press
   * @throws CountersignError ERR_EMULATOR_SIGN_IN_NOT_FOUND, and what `press` throws
   */
  returnFromSignIn(requestId: string): Promise<PressResult> {
    return this.#platform.signIns.comeBackTo(requestId)
  }

  /**
   * Makes a Teams channel. What is posted to its `webhookUrl` is shown in the mailbox `channel:NAME`; a press of its buttons
   * sends a connector token.
   *
   * @throws CountersignTypeError ERR_EMULATOR_CHANNEL
   */
  addChannel(channel: ChannelOptions): ChannelWithWebhook {
    return showChannel(this.#platform.teams.addChannel(channel), this.url)
  }

  listChannels(): readonly ChannelWithWebhook[] {
    return this.#platform.teams.channels.list().map((channel) => showChannel(channel, this.url))
  }

  /**
   * Shows a card that a bot posts. A press of its Action.Execute invokes the bot's endpoint with a connector's token; opening
   * the message runs the card's `refresh.action`.
   *
   * @throws CountersignTypeError ERR_EMULATOR_BOT_CARD
   * @throws CountersignError ERR_EMULATOR_USER_NOT_FOUND, ERR_EMULATOR_CHANNEL_NOT_FOUND, ERR_EMULATOR_FULL
   */
  postBotCard(card: BotCardOptions): Promise<MailboxMessage> {
    return this.#platform.teams.postBotCard(card)
  }

  /**
   * Writes a message in a channel that mentions an outgoing webhook: posts the signed activity, shows question and answer.
   *
   * @throws CountersignTypeError ERR_EMULATOR_OUTGOING_CALL, ERR_EMULATOR_FAULT
   * @throws CountersignError ERR_EMULATOR_CHANNEL_NOT_FOUND, ERR_EMULATOR_USER_NOT_FOUND, ERR_EMULATOR_FULL
   */
  callTeamsWebhook(call: OutgoingCallOptions): Promise<OutgoingCallResult> {
    return this.#platform.teams.outgoing.call(call)
  }

  /** Sends the bytes of an earlier call once more, under the MAC they had. @throws CountersignError ERR_EMULATOR_CALL_NOT_FOUND */
  replayTeamsWebhook(callId: string): Promise<OutgoingCallResult> {
    return this.#platform.teams.outgoing.replay(callId)
  }

  /** An action token by itself. @throws CountersignError ERR_EMULATOR_USER_NOT_FOUND, ERR_EMULATOR_MINT_REFUSED */
  mintActionToken(request: TokenRequest): Promise<string> {
    return this.#platform.mintActionToken(request)
  }

  /**
   * The identity token that the on-premises Exchange gives to an add-in of a Contoso mailbox.
   *
   * @throws CountersignError ERR_EMULATOR_USER_NOT_FOUND, ERR_EMULATOR_MINT_REFUSED
   */
  async mintExchangeToken(request: ExchangeTokenRequest): Promise<string> {
    return (await this.#platform.exchange.mint(request)).token
  }

  /**
   * Plays the add-in: asks for the identity token and posts it, as the bearer, to the add-in's service on this machine.
   *
   * @throws CountersignError ERR_EMULATOR_REQUEST, _USER_NOT_FOUND, _MESSAGE_NOT_FOUND, _MINT_REFUSED
   */
  callAddInService(call: AddInCall): Promise<AddInCallResult> {
    return this.#platform.addIns.call(call)
  }

  /** First call: a new certificate signs, the old one stays published. Second: the old one is gone. Then nothing. */
  rollOverExchangeKeys(): Promise<ExchangeKeyStage> {
    return this.#platform.exchange.rollOverKeys()
  }

  /**
   * Registers an app that may send mail through Graph, or replaces the one with its client id. Not kept in a data folder.
   *
   * @throws CountersignTypeError ERR_EMULATOR_GRAPH_APP
   */
  registerGraphApp(app: GraphAppRegistration): GraphApp {
    return this.#platform.graph.register(app)
  }

  /** Turns the next calls of sendMail away with 429 (or 503) and `Retry-After`. */
  throttleGraph(throttling: GraphThrottling): void {
    this.#platform.graph.throttle(throttling)
  }

  /** Publishes the second platform key and signs with it from now on; the first stays published. */
  rotateKeys(): Promise<void> {
    return this.#platform.rotateKeys()
  }

  /** @returns a function that ends the subscription */
  onEvent(listener: EventListener): () => void {
    return this.#platform.events.subscribe(listener)
  }

  /** Past events after `id`, oldest first. */
  listEvents(id = 0): readonly EmulatorEvent[] {
    return this.#platform.events.since(id)
  }

  /** Closes both servers, ends every request under way, and removes `emulator.json`. May be called again. */
  close(): Promise<void> {
    this.#closed ??= (async () => {
      this.#stopWatching()
      await Promise.all(this.#listeners.map((listener) => listener.close()))
      await this.#platform.close()
    })()
    return this.#closed
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }
}
