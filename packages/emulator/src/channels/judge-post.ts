import { listCardCalls, type Finding, type MessageCard } from '@countersign/core'
import type { Post } from '../mailboxes/compose-post.js'
import type { EmulatorProvider } from '../registry/emulator-provider.js'
import type { ProviderRegistry } from '../registry/provider-registry.js'
import { describeCard } from './describe-card.js'
import { findChannelProvider } from './find-channel-provider.js'
import { lintTeamsCard } from './lint-teams-card.js'
import type { WebhookPost } from './read-webhook-post.js'
import { makeTeamsFinding } from './teams-findings.js'

/** What a post shows and what is to be said about it. */
export type JudgedPost = Pick<Post, 'subject' | 'text' | 'findings' | 'provider' | 'card'>

/** Decides about a readable post: nothing is shown or changed. */
export function judgePost(
  post: Exclude<WebhookPost, { kind: 'refused' }>,
  registry: ProviderRegistry,
  channelProvider: string | undefined,
): JudgedPost {
  switch (post.kind) {
    case 'text':
      return { subject: post.text, text: post.text, findings: [] }
    case 'adaptive-cards':
      return judgeAdaptiveCards(post)
    case 'message-card':
      return judgeMessageCard(post.card, findChannelProvider(registry, channelProvider, post.card))
  }
}

function judgeAdaptiveCards(post: Extract<WebhookPost, { kind: 'adaptive-cards' }>): JudgedPost {
  const [card, ...others] = post.cards
  const findings: Finding[] = [makeTeamsFinding('TEAMS_CARD_READ')]
  if (others.length > 0) findings.push(makeTeamsFinding('TEAMS_SEVERAL_CARDS'))
  findings.push(...lintTeamsCard(card, 'webhook'))
  return {
    subject: describeCard(card, post.text ?? 'Adaptive Card'),
    ...(post.text === undefined ? {} : { text: post.text }),
    findings,
    card,
  }
}

function judgeMessageCard(card: MessageCard, provider: EmulatorProvider | undefined): JudgedPost {
  const findings: Finding[] = [makeTeamsFinding('TEAMS_CARD_READ')]
  const calls = listCardCalls(card)
  if (provider === undefined && calls.length > 0) findings.push(makeTeamsFinding('TEAMS_PROVIDER_UNKNOWN'))
  findings.push(
    ...lintTeamsCard(card, 'webhook', provider === undefined ? {} : { targets: provider.targets }),
  )
  const { title, summary, text } = card
  return {
    subject: [title, summary, text].find((each) => typeof each === 'string' && each.trim() !== '') ?? '',
    ...(typeof summary === 'string' ? { text: summary } : {}),
    findings,
    ...(provider === undefined ? {} : { provider }),
    card,
  }
}
