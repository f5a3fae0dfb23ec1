import { answer, walkActions, type ActionExecute, type HttpAnswer, type OutlookCard } from '@countersign/core'
import type { Ledger } from '@countersign/ledger'
import { createMemoryLedger } from '@countersign/ledger/memory'
import { z } from 'zod'
import {
  createService,
  type ActionContext,
  type ActionHandler,
  type BotCardOptions,
  type HandlerAnswer,
  type Kind,
  type KindOptions,
  type Service,
  type ServiceEvent,
  type ServiceOptions,
} from '../../src/index.js'
import {
  ADELE,
  AUDIENCE,
  BOT_APP_ID,
  BOT_SERVICE_URL,
  NOON,
  ORIGINATOR,
  SCOPE,
  TENANT,
  type Person,
} from './test-platform.js'
import { platform, secrets } from './test-service.js'

const inputSchema = z.object({ comment: z.string().max(200).default('') })
type Decision = 'approve' | 'reject'
type LeaveInput = z.output<typeof inputSchema>
export type LeaveOptions = KindOptions<Decision, typeof inputSchema>

export interface Envelope {
  readonly statusCode: number
  readonly type: string
  readonly value: unknown
}

export interface Invoke {
  readonly person: Person
  readonly inputs: Readonly<Record<string, unknown>>
  readonly token: string
  readonly tokenClaims: Readonly<Record<string, unknown>>
  /** Members of the activity in place of the platform's. */
  readonly activity: Readonly<Record<string, unknown>>
  readonly verb: string
  readonly trigger: 'manual' | 'automatic'
}

export interface BotService {
  readonly service: Service
  readonly kind: Kind<Decision, LeaveInput, 'comment'>
  readonly mailHandler: ActionHandler
  readonly bot: ActionHandler
  readonly events: ServiceEvent[]
  readonly runs: string[]
  readonly clock: { now: number }
  cardFor(options?: Partial<BotCardOptions<Decision>>): Promise<OutlookCard>
  press(card: OutlookCard, verb: string, call?: Partial<Invoke>): Promise<HttpAnswer>
  refresh(card: OutlookCard, call?: Partial<Invoke>): Promise<HttpAnswer>
}

export const LEAVE_CARD: OutlookCard = {
  type: 'AdaptiveCard',
  version: '1.4',
  body: [
    { type: 'TextBlock', text: 'Leave 9' },
    { type: 'Input.Text', id: 'comment' },
  ],
}

export function createBotService(
  options: {
    readonly kind?: Partial<LeaveOptions>
    readonly service?: Partial<ServiceOptions>
    readonly ledger?: Ledger
    readonly run?: (context: ActionContext<Decision, LeaveInput>) => HandlerAnswer | Promise<HandlerAnswer>
  } = {},
): BotService {
  const clock = { now: NOON }
  const now = () => clock.now
  const events: ServiceEvent[] = []
  const runs: string[] = []
  const service = createService({
    audience: AUDIENCE,
    scope: SCOPE,
    tenants: [TENANT],
    originator: ORIGINATOR,
    limitedKeys: secrets.limitedKeys,
    ledger: options.ledger ?? createMemoryLedger({ now }),
    jwks: platform.jwks,
    bot: { appId: BOT_APP_ID, jwks: platform.botJwks },
    now,
    onEvent: (event) => events.push(event),
    ...options.service,
  })
  const kind = service.define('leave', {
    url: 'https://leave.contoso.com/actions/leave',
    decisions: ['approve', 'reject'],
    input: inputSchema,
    view: ({ item, actor, place }) => ({
      ...LEAVE_CARD,
      body: [{ type: 'TextBlock', text: `${item} for ${actor.objectId ?? 'nobody'} by ${place}` }],
    }),
    ...options.kind,
  })
  const mailHandler = kind.on((context) => {
    runs.push(`${context.decision} ${context.item} ${context.input.comment}`)
    return options.run?.(context) ?? answer.done('Recorded.', { ...LEAVE_CARD, body: [] })
  })
  const bot = service.bot([mailHandler])
  async function invoke(action: ActionExecute, call: Partial<Invoke>): Promise<HttpAnswer> {
    const token = call.token ?? (await platform.mintBot({ now: clock.now, claims: call.tokenClaims ?? {} }))
    const activity = composeInvoke(action, call)
    return bot.handle({
      method: 'POST',
      url: '/api/messages',
      headers: [
        ['authorization', `Bearer ${token}`],
        ['content-type', 'application/json; charset=utf-8'],
      ],
      body: Buffer.from(JSON.stringify(activity)),
    })
  }
  return {
    service,
    kind,
    mailHandler,
    bot,
    events,
    runs,
    clock,
    cardFor: (card = {}) =>
      kind.cardFor({
        item: '9',
        to: ADELE,
        card: ({ action, refresh }) => ({
          ...LEAVE_CARD,
          actions: [action('approve', { title: 'Approve' }), action('reject', { title: 'Reject' })],
          refresh: refresh(['29:adele']),
        }),
        ...card,
      }),
    press: (card, verb, call = {}) => invoke(findExecute(card, verb), call),
    refresh: (card, call = {}) => {
      const { action } = card.refresh ?? {}
      if (action === undefined) throw new Error('the card has no refresh')
      return invoke(action, { trigger: 'automatic', ...call })
    },
  }
}

export function findExecute(card: OutlookCard, verb: string): ActionExecute {
  for (const { action, path } of walkActions(card)) {
    if (action.type === 'Action.Execute' && action.verb === verb && path !== '/refresh/action') return action
  }
  throw new Error(`the card has no ${verb}`)
}

/** The invoke that Teams' connector posts when a button of a bot's card is pressed. */
export function composeInvoke(action: ActionExecute, call: Partial<Invoke>): Record<string, unknown> {
  const { tenantId, objectId } = call.person ?? ADELE
  const data = { ...(action.data as object), ...(call.inputs ?? {}) }
  return {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: 'f:8b1c-1',
    timestamp: new Date(NOON).toISOString(),
    channelId: 'msteams',
    serviceUrl: BOT_SERVICE_URL,
    from: { id: '29:adele', name: 'Adele', aadObjectId: objectId },
    conversation: { id: 'a:1', conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
    recipient: { id: `28:${BOT_APP_ID}` },
    value: {
      action: { type: 'Action.Execute', verb: call.verb ?? action.verb, data },
      trigger: call.trigger ?? 'manual',
    },
    ...call.activity,
  }
}

/** What is inside a 200; fails for any other status. */
export function openEnvelope(answered: HttpAnswer): Envelope {
  if (answered.status !== 200) throw new Error(`status ${String(answered.status)}`)
  return JSON.parse(answered.body) as Envelope
}
