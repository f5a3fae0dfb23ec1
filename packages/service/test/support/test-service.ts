import { answer, type HttpAnswer, type OutlookCard } from '@countersign/core'
import type { Ledger } from '@countersign/ledger'
import { createMemoryLedger } from '@countersign/ledger/memory'
import { z } from 'zod'
import {
  createService,
  type ActionFunction,
  type ActionHandler,
  type Kind,
  type KindOptions,
  type SendOptions,
  type Service,
  type ServiceEvent,
  type ServiceOptions,
} from '../../src/index.js'
import { autoInvoke, pressCard, type PressOptions } from './press-card.js'
import { createTestMailbox, type TestMailbox } from './test-mailbox.js'
import {
  ADELE,
  ALEX,
  AUDIENCE,
  createProviderSecrets,
  createTestPlatform,
  NOON,
  ORIGINATOR,
  OTHER_TENANT,
  SCOPE,
  SENDER,
  SUBSTRATE_AUDIENCE,
  TENANT,
  type Person,
  type ProviderSecrets,
  type TestPlatform,
} from './test-platform.js'

/** Keys are slow to make, so that all tests of a file share them. */
export const platform: TestPlatform = await createTestPlatform()
export const secrets: ProviderSecrets = await createProviderSecrets()

export const inputSchema = z.object({ comment: z.string().max(500).default('') })
export type ExpenseDecision = 'approve' | 'reject'
export type ExpenseInput = z.output<typeof inputSchema>
export type ExpenseKind = Kind<ExpenseDecision, ExpenseInput, 'comment'>
export type ExpenseHandler = ActionFunction<ExpenseDecision, ExpenseInput>

export const CARD_URL = 'https://expenses.contoso.com/actions/expense'

export function plainCard(text: string): OutlookCard {
  return {
    type: 'AdaptiveCard',
    version: '1.0',
    body: [
      { type: 'TextBlock', text },
      { type: 'Input.Text', id: 'comment' },
    ],
    actions: [{ type: 'Action.OpenUrl', title: 'Open', url: 'https://expenses.contoso.com/1234' }],
  }
}

export interface TestService {
  readonly service: Service
  readonly kind: ExpenseKind
  readonly handler: ActionHandler
  readonly mailbox: TestMailbox
  readonly ledger: Ledger
  readonly events: ServiceEvent[]
  readonly runs: string[]
  readonly clock: { now: number }
  /** Sends to a person and returns the card as it arrived. */
  send(person?: Person, options?: Partial<SendOptions<ExpenseDecision, 'comment'>>): Promise<OutlookCard>
  press(card: OutlookCard, id: string, person?: Person, options?: Partial<PressOptions>): Promise<HttpAnswer>
  open(card: OutlookCard, person?: Person, options?: Partial<PressOptions>): Promise<HttpAnswer>
  mint(person: Person): Promise<string>
}

export interface TestServiceOptions {
  readonly service?: Partial<ServiceOptions>
  readonly kind?: Partial<KindOptions<ExpenseDecision, typeof inputSchema>>
  readonly name?: string
  readonly handler?: ExpenseHandler
  readonly ledger?: Ledger
  readonly clock?: { now: number }
  readonly secrets?: ProviderSecrets
}

/** A service with a memory ledger and a mailbox, at noon. */
export function createTestService(options: TestServiceOptions = {}): TestService {
  const clock = options.clock ?? { now: NOON }
  const now = () => clock.now
  const { signingKey, limitedKeys } = options.secrets ?? secrets
  const mailbox = createTestMailbox(signingKey)
  const ledger = options.ledger ?? createMemoryLedger({ now })
  const events: ServiceEvent[] = []
  const substrate = options.service?.profile === 'substrate'
  const service = createService({
    audience: substrate ? SUBSTRATE_AUDIENCE : AUDIENCE,
    ...(substrate
      ? {}
      : {
          scope: SCOPE,
          tenants: [
            { tenantId: TENANT, domains: ['contoso.com'] },
            { tenantId: OTHER_TENANT, domains: ['fabrikam.com'] },
          ],
          bindActorBy: 'address',
        }),
    originator: ORIGINATOR,
    sender: SENDER,
    signingKey,
    limitedKeys,
    ledger,
    transport: mailbox.transport,
    jwks: substrate ? platform.substrateJwks : platform.jwks,
    now,
    onEvent: (event) => events.push(event),
    ...options.service,
  })
  const runs: string[] = []
  const kind = service.define('expense', {
    url: CARD_URL,
    decisions: ['approve', 'reject'],
    input: inputSchema,
    view: ({ item, actor }) => plainCard(`Expense ${item} for ${actor.address ?? 'nobody'}`),
    ...options.kind,
  })
  const handler = kind.on(
    options.handler ??
      (({ item, decision, input }) => {
        runs.push(`${decision} ${item} ${input.comment}`)
        return answer.done('Recorded.', plainCard(`${item}: ${decision}`))
      }),
  )
  const mint = (person: Person) =>
    substrate
      ? platform.mintSubstrate(person, { now: clock.now })
      : platform.mintEntra(person, { now: clock.now })
  return {
    service,
    kind,
    handler,
    mailbox,
    ledger,
    events,
    runs,
    clock,
    mint,
    async send(person = ADELE, sendOptions = {}) {
      await kind.send({
        item: '1234',
        to: person.address,
        subject: 'Expense 1234',
        card: ({ action }) => ({
          ...plainCard('Expense 1234'),
          actions: [
            action('approve', { title: 'Approve', inputs: ['comment'] }),
            action('reject', { title: 'Reject', inputs: ['comment'] }),
            { type: 'Action.OpenUrl', title: 'Open', url: 'https://expenses.contoso.com/1234' },
          ],
        }),
        ...sendOptions,
      })
      return mailbox.readCard(person.address)
    },
    async press(card, id, person = ADELE, pressOptions = {}) {
      return handler.handle(pressCard(card, id, { token: await mint(person), ...pressOptions }))
    },
    async open(card, person = ADELE, pressOptions = {}) {
      return handler.handle(autoInvoke(card, { token: await mint(person), ...pressOptions }))
    },
  }
}

export function headerOf(answered: HttpAnswer, name: string): string | undefined {
  return answered.headers.find(([other]) => other === name)?.[1]
}

export function refusalsOf(events: readonly ServiceEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'action.refused' ? [event.code] : []))
}

export { ADELE, ALEX }
