import type { ZoneRecords } from '@countersign/admission'
import type { PressOptions, PressResult } from './actions/press-result.js'
import type { DirectoryUser } from './directory/directory-user.js'
import { checkEmulatorOptions, type EmulatorOptions } from './emulator-options.js'
import { watchPayments } from './demo/watch-payments.js'
import { deriveSecret, makeEmulatorSecret } from './emulator-secret.js'
import type { EmulatorEvent, EventListener } from './events/emulator-event.js'
import { listenHttpApi, type HttpListener } from './http/listen-http-api.js'
import type { TokenRequest } from './issuers/token-request.js'
import type { MailboxMessage } from './mailboxes/mailbox-message.js'
import type { MessageFilter, MessagePredicate } from './mailboxes/mailboxes.js'
import { selectMessages } from './mailboxes/select-messages.js'
import { Platform } from './platform.js'
import type { EmulatorProvider } from './registry/emulator-provider.js'
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
  /** RFC 7638 thumbprints of both platform keys: `trustEmulator.keyThumbprint` of a service. */
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
    this.keyThumbprints = [...platform.keys.thumbprints]
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
    const { dataDir, smtpPort = 0, httpPort = 0, smtpLimits = {} } = checked
    const store = dataDir === undefined ? await openMemoryStore() : await openFolderStore(dataDir)
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
    return this.#platform.runner.press(messageId, String(action), options)
  }

  /** Opens a message as Outlook does: runs its autoInvokeAction, where it has one. */
  open(messageId: number, options: Pick<PressOptions, 'as'> = {}): Promise<PressResult | undefined> {
    return this.#platform.runner.open(messageId, options)
  }

  /** An action token by itself. @throws CountersignError ERR_EMULATOR_USER_NOT_FOUND, ERR_EMULATOR_MINT_REFUSED */
  mintActionToken(request: TokenRequest): Promise<string> {
    return this.#platform.mintActionToken(request)
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
