import {
  createEntraVerifier,
  EMULATOR_TENANTS,
  type ActionTokenVerifier,
  type AnyCard,
} from '@countersign/core'
import {
  Emulator,
  type EmulatorOptions,
  type EmulatorProvider,
  type FaultName,
  type MailboxMessage,
} from '../../src/index.js'
import { makeMail, makeProvider, ORIGINATOR, SENDER, type MailOptions } from './example-provider.js'
import {
  startRecordingService,
  type RecordedRequest,
  type RecordingService,
  type ServiceAnswer,
} from './recording-service.js'

/** An emulator with a registered service behind it. */
export class Loop {
  readonly emulator: Emulator
  readonly service: RecordingService
  /** What the service answers next. */
  answer: (request: RecordedRequest, index: number) => ServiceAnswer = () => ({})

  private constructor(emulator: Emulator, service: RecordingService) {
    this.emulator = emulator
    this.service = service
  }

  static async start(options: EmulatorOptions = {}): Promise<Loop> {
    const answers: { give?: Loop['answer'] } = {}
    const service = await startRecordingService((request, index) => answers.give?.(request, index) ?? {})
    const loop = new Loop(await Emulator.start(options), service)
    answers.give = (request, index) => loop.answer(request, index)
    await loop.register()
    return loop
  }

  async register(own: Partial<EmulatorProvider> = {}): Promise<void> {
    this.emulator.registerProvider(await makeProvider(this.service.origin, own))
  }

  async deliver(card: AnyCard, options: MailOptions = {}): Promise<MailboxMessage> {
    const raw = await makeMail(card, options)
    const [message] = await this.emulator.deliverRaw(raw, {
      mailFrom: options.from ?? SENDER,
      rcptTo: options.to ?? ['adele@contoso.example'],
    })
    if (message === undefined) throw new Error('nothing was delivered')
    return message
  }

  get last(): RecordedRequest {
    const request = this.service.requests.at(-1)
    if (request === undefined) throw new Error('the service was not called')
    return request
  }

  /** Presses a message's button and gives the token that the service got. */
  async tokenOf(messageId: number, fault?: FaultName): Promise<string> {
    await this.emulator.press(messageId, 'approve', fault === undefined ? {} : { fault })
    return String(this.last.headers.authorization).replace('Bearer ', '')
  }

  /** A verifier as the service has it, with no key at hand yet. */
  createVerifier(): ActionTokenVerifier {
    const { issuerBase, keyThumbprints } = this.emulator
    return createEntraVerifier({
      audience: `api://auth-am-${ORIGINATOR}/${ORIGINATOR}`,
      tenants: [EMULATOR_TENANTS.contoso.tenantId],
      scope: 'Global.Test',
      keys: { fetch, trustEmulator: { metadata: issuerBase, keyThumbprint: keyThumbprints } },
      now: Date.now,
    })
  }

  /** The claims of the token in the last request, from whichever header has it. */
  get claims(): Readonly<Record<string, unknown>> {
    const { headers } = this.last
    const value = headers['action-authorization'] ?? headers.authorization
    const token = String(value).replace(/^Bearer /, '')
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
      string,
      unknown
    >
  }

  async close(): Promise<void> {
    await this.emulator.close()
    await this.service.close()
  }
}
