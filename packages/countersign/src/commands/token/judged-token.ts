import type { TokenActor, VerifiedActionToken, VerifiedWebhookActivity } from '@countersign/core'

/** What a good token proves, as it is printed. */
export type JudgedToken =
  | { readonly kind: 'token'; readonly token: VerifiedActionToken; readonly remarks: readonly string[] }
  | { readonly kind: 'webhook'; readonly activity: VerifiedWebhookActivity }

/** Judges one line of input. Throws (or rejects with) what a service would refuse with. */
export type TokenJudge = (text: string) => Promise<JudgedToken>

export function judgedToJson(judged: JudgedToken): Record<string, unknown> {
  switch (judged.kind) {
    case 'token': {
      const { profile, issuer, audience, tenantId, actor, sender, tokenId, issuedAt, expiresAt } =
        judged.token
      const { remarks } = judged
      return {
        ...{ ok: true, profile, issuer, audience, tenantId, actor, sender, tokenId, issuedAt, expiresAt },
        // A script must not take what was not compared for compared.
        ...(remarks.length > 0 && { remarks }),
      }
    }
    case 'webhook': {
      const { id, timestamp, keyIndex } = judged.activity
      return { ok: true, profile: 'teams-webhook', id, timestamp: toIso(timestamp), keyIndex }
    }
  }
}

export function describeJudged(judged: JudgedToken): string {
  const lines = judged.kind === 'token' ? describeToken(judged) : describeWebhook(judged.activity)
  return lines.map(([name, value]) => `${name.padEnd(10)}${value}\n`).join('')
}

type Line = readonly [name: string, value: string]

function describeToken({ token, remarks }: Extract<JudgedToken, { kind: 'token' }>): readonly Line[] {
  return [
    ['verdict', `good: a genuine ${token.profile} action token for this audience`],
    ['actor', describeActor(token.actor)],
    ...describeSender(token),
    ['issuer', token.issuer],
    ['audience', token.audience],
    ['lifetime', `${toIso(token.issuedAt * 1000)} to ${toIso(token.expiresAt * 1000)}`],
    ['token id', token.tokenId ?? 'none'],
    ...remarks.map((remark): Line => ['mind', remark]),
  ]
}

function describeWebhook({ id, timestamp, keyIndex }: VerifiedWebhookActivity): readonly Line[] {
  return [
    ['verdict', 'good: a genuine call of a Teams outgoing webhook'],
    ['activity', `${id}, of ${toIso(timestamp)}`],
    ['key', `number ${keyIndex + 1} of those given`],
    ['mind', 'a service lets no activity id pass twice; that is not judged here'],
  ]
}

function describeActor(actor: TokenActor): string {
  const { address, tenantId, objectId, changeableName, exchangeUser } = actor
  const who = [
    address !== undefined && `address ${address}`,
    tenantId !== undefined && `tenant ${tenantId}`,
    objectId !== undefined && `object id ${objectId}`,
    changeableName !== undefined && `name ${changeableName} (changeable: shown, never authorised by)`,
    exchangeUser !== undefined && `user ${exchangeUser.key}`,
    actor.guest && 'a guest',
  ].filter((part) => part !== false)
  return who.length === 0 ? 'not in the token: the activity names the actor' : who.join(', ')
}

/** Only where one can be expected: the other profiles have no mail that was sent. */
function describeSender({ profile, sender }: VerifiedActionToken): readonly Line[] {
  if (sender !== undefined) return [['sender', sender]]
  return profile === 'entra' || profile === 'substrate'
    ? [['sender', 'not in the token: bind it with a limited-purpose token']]
    : []
}

function toIso(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
