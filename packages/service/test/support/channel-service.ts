import {
  answer,
  EMULATOR_TENANTS,
  type ActionRequest,
  type HttpAnswer,
  type MessageCard,
  type MessageCardHttpPost,
} from '@countersign/core'
import { createMemoryLedger } from '@countersign/ledger/memory'
import {
  createService,
  type ActionContext,
  type ActionHandler,
  type Kind,
  type KindOptions,
  type PlainInputs,
  type PostOptions,
  type Service,
  type ServiceEvent,
  type ServiceOptions,
} from '../../src/index.js'
import type { TestChannel } from './test-channel.js'
import { NOON, ORIGINATOR, SUBSTRATE_AUDIENCE, type Person } from './test-platform.js'
import { platform, secrets } from './test-service.js'

/** Posting over http is for an emulator, and there only its tenants act. */
export const CHANNEL_TENANT = EMULATOR_TENANTS.contoso.tenantId
export const MEGAN: Person = {
  address: 'megan@contoso.example',
  tenantId: CHANNEL_TENANT,
  objectId: 'c0000000-0000-4000-8000-00000000000c',
}
export const LEE: Person = {
  address: 'lee@contoso.example',
  tenantId: CHANNEL_TENANT,
  objectId: 'd0000000-0000-4000-8000-00000000000d',
}
/** Megan's object id in the other tenant: ids count only together. */
export const MEGAN_ELSEWHERE: Person = { ...MEGAN, tenantId: EMULATOR_TENANTS.fabrikam.tenantId }

type Decision = 'restart' | 'ignore'
export type DeployKind = Kind<Decision, PlainInputs, string>
export type DeployOptions = KindOptions<Decision, never>

export interface ChannelService {
  readonly service: Service
  readonly kind: DeployKind
  readonly handler: ActionHandler
  readonly events: ServiceEvent[]
  readonly runs: string[]
  readonly clock: { now: number }
  post(options?: Partial<PostOptions<Decision, string>>): Promise<MessageCard>
  press(card: MessageCard, decision: Decision, person?: Person, call?: Partial<Call>): Promise<HttpAnswer>
}

interface Call {
  readonly inputs: Readonly<Record<string, string>>
  readonly claims: Readonly<Record<string, unknown>>
  /** In place of a connector's. */
  readonly token: string
  readonly headers: Readonly<Record<string, string>>
}

export const DEPLOY_URL = 'https://deploys.contoso.com/actions/deploy'

export function createChannelService(
  channel: TestChannel,
  options: {
    readonly kind?: Partial<DeployOptions>
    readonly service?: Partial<ServiceOptions>
    readonly run?: (context: ActionContext<Decision, PlainInputs>) => void
  } = {},
): ChannelService {
  const clock = { now: NOON }
  const now = () => clock.now
  const events: ServiceEvent[] = []
  const runs: string[] = []
  const service = createService({
    profile: 'substrate',
    audience: SUBSTRATE_AUDIENCE,
    tenants: [CHANNEL_TENANT],
    originator: ORIGINATOR,
    limitedKeys: secrets.limitedKeys,
    ledger: createMemoryLedger({ now }),
    jwks: platform.substrateJwks,
    trustEmulator: { metadata: `${channel.origin}/issuers`, keyThumbprint: platform.keyThumbprint },
    now,
    onEvent: (event) => events.push(event),
    ...options.service,
  })
  const kind = service.define('deploy', {
    url: DEPLOY_URL,
    decisions: ['restart', 'ignore'],
    actors: 'authorized',
    objectIds: [MEGAN.objectId],
    ...options.kind,
  }) as unknown as DeployKind
  const handler = kind.on((context) => {
    options.run?.(context)
    runs.push(`${context.decision} ${context.item} ${context.input['reason'] ?? ''} ${context.place}`)
    return answer.done('Recorded.', plainCard('done'))
  })
  return {
    service,
    kind,
    handler,
    events,
    runs,
    clock,
    async post(post = {}) {
      await kind.post({
        item: 'web-7',
        to: channel.url,
        card: ({ action }) => ({
          ...plainCard('web-7 is down'),
          potentialAction: [
            {
              '@type': 'ActionCard',
              name: 'Restart',
              inputs: [{ '@type': 'TextInput', id: 'reason' }],
              actions: [action('restart', { title: 'Restart', inputs: ['reason'] })],
            },
            action('ignore', { title: 'Ignore' }),
          ],
        }),
        ...post,
      })
      return JSON.parse(channel.posts.at(-1)?.text ?? '') as MessageCard
    },
    async press(card, decision, person = MEGAN, call = {}) {
      const token =
        call.token ?? (await platform.mintConnector(person, { now: clock.now, claims: call.claims ?? {} }))
      return handler.handle(pressHttpPost(findAction(card, decision), token, call))
    },
  }
}

export function plainCard(text: string): MessageCard {
  return { '@type': 'MessageCard', '@context': 'https://schema.org/extensions', summary: text, text }
}

/** The HttpPOST of a decision, in an ActionCard or beside it. */
export function findAction(card: MessageCard, decision: string): MessageCardHttpPost {
  for (const outer of card.potentialAction ?? []) {
    const inner = outer['@type'] === 'ActionCard' ? (outer.actions ?? []) : [outer]
    for (const action of inner) {
      if (action['@type'] === 'HttpPOST' && action['@id'] === decision) return action
    }
  }
  throw new Error(`the card has no ${decision}`)
}

function pressHttpPost(action: MessageCardHttpPost, token: string, call: Partial<Call>): ActionRequest {
  const body = (action.body ?? '').replace(
    /\{\{([\w]+)\.value\}\}/g,
    (_, name: string) => call.inputs?.[name] ?? '',
  )
  const headers = {
    'content-type': action.bodyContentType ?? 'application/json',
    authorization: `Bearer ${token}`,
    ...Object.fromEntries((action.headers ?? []).map(({ name, value }) => [name.toLowerCase(), value])),
    ...call.headers,
  }
  return { method: 'POST', url: action.target, headers: Object.entries(headers), body: Buffer.from(body) }
}
