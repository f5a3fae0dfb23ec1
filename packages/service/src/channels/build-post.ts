import { CountersignTypeError, isMessageCard, lintCard, walkActions, type AnyCard } from '@countersign/core'
import { bindAnyCard } from '../kinds/bind-any-card.js'
import type { KindDefinition } from '../kinds/kind-definition.js'
import { describeFinding } from '../send/build-card.js'
import { makePostAction } from './make-post-action.js'
import type { PostOptions } from './post-options.js'

/** What is true of mails alone: a channel's card is not signed, and its connector stands for the provider. */
const MAIL_FINDINGS: ReadonlySet<string> = new Set(['CARD_ORIGINATOR_MISSING', 'CARD_UNSIGNED'])
/** Actions that a card without a bot behind it cannot have. */
const UNSHOWN: ReadonlySet<string> = new Set(['Action.Http', 'Action.Execute'])

/** Makes the card and lints it. Throws `ERR_CARD_LINT` with every error that was found. */
export async function makePost(
  kind: KindDefinition,
  card: PostOptions<string, string>['card'],
): Promise<AnyCard> {
  const made =
    typeof card === 'function'
      ? await card({ action: (decision, options) => makePostAction(kind, decision, options) })
      : card
  const errors = lintCard(made, { targets: [kind.url], decisions: kind.decisions })
    .filter(({ severity, code }) => severity === 'error' && !MAIL_FINDINGS.has(code))
    .map(describeFinding)
  if (!isMessageCard(made)) errors.push(...listUnshown(made))
  if (errors.length > 0) throw new CountersignTypeError('ERR_CARD_LINT', errors)
  return made
}

/** The request body that a connector takes. Source: "Create Incoming Webhooks" of the Teams documentation. */
export function composePost(
  card: AnyCard,
  kind: KindDefinition,
  tokenFor: (decision: string) => string,
): object {
  if (!isMessageCard(card)) {
    const attachment = {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: card,
    }
    return { type: 'message', attachments: [attachment] }
  }
  return bindAnyCard(card, kind, tokenFor)
}

function listUnshown(card: AnyCard): string[] {
  return walkActions(card)
    .filter(({ action }) => UNSHOWN.has(action.type))
    .map(({ action, path }) => `${path}: channels show no ${action.type}; use a MessageCard with HttpPOST.`)
}
