import { parseCard, type OutlookCard } from '@countersign/core'

/** The type of an attachment that is an Adaptive Card (Bot Framework activity schema). */
export const ADAPTIVE_CARD_TYPE = 'application/vnd.microsoft.card.adaptive'

/**
 * The Adaptive Cards among the attachments of a message activity.
 *
 * @throws CountersignError ERR_CARD_TYPE, ERR_CARD_SIZE where an attachment says that it is a card and is none
 */
export function readCardAttachments(attachments: unknown): OutlookCard[] {
  if (!Array.isArray(attachments)) return []
  return (attachments as readonly unknown[]).flatMap((attachment) => {
    if (typeof attachment !== 'object' || attachment === null) return []
    const { contentType, content } = attachment as Readonly<Record<string, unknown>>
    // Text, because the same strict reader judges every card, whichever way it came.
    return contentType === ADAPTIVE_CARD_TYPE ? [parseCard(JSON.stringify(content) ?? '')] : []
  })
}
