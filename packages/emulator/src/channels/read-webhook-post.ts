import {
  isCodedError,
  parseMessageCard,
  parseStrictJson,
  type MessageCard,
  type OutlookCard,
} from '@countersign/core'
import { readCardAttachments } from './read-card-attachment.js'

/** What was posted to an incoming webhook. */
export type WebhookPost =
  | { readonly kind: 'message-card'; readonly card: MessageCard }
  | {
      readonly kind: 'adaptive-cards'
      readonly cards: readonly [OutlookCard, ...OutlookCard[]]
      readonly text?: string
    }
  | { readonly kind: 'text'; readonly text: string }
  /** In the vendor's own words (observed; nobody has documented them). */
  | { readonly kind: 'refused'; readonly reason: string }

/** Largest post, in bytes: the vendor documents 28 KB. */
export const MAX_WEBHOOK_POST_BYTES = 28 * 1024

const BAD_PAYLOAD = 'Bad payload received by generic incoming webhook.'
const NO_TEXT = 'Summary or Text is required.'

/** Reads what was posted. It never throws: a webhook tells its caller in the answer. */
export function readWebhookPost(body: Uint8Array): WebhookPost {
  let value: unknown
  let json: string
  try {
    json = new TextDecoder('utf-8', { fatal: true }).decode(body)
    value = parseStrictJson(json, { maxLength: MAX_WEBHOOK_POST_BYTES })
  } catch {
    return refuse(BAD_PAYLOAD)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(BAD_PAYLOAD)
  const { type, text, summary, attachments, '@type': cardType } = value as Readonly<Record<string, unknown>>
  if (type === 'message') return readMessage(attachments, text)
  // A card needs no type: whatever has a text is a MessageCard to the vendor.
  if (cardType !== undefined && cardType !== 'MessageCard') return refuse(BAD_PAYLOAD)
  if (!isFilled(text) && !isFilled(summary)) return refuse(NO_TEXT)
  if (cardType === undefined && !isFilled(text)) return refuse(BAD_PAYLOAD)
  return cardType === undefined ? { kind: 'text', text: String(text) } : readMessageCard(json)
}

function readMessageCard(json: string): WebhookPost {
  try {
    return { kind: 'message-card', card: parseMessageCard(json) }
  } catch (error) {
    if (!isCodedError(error)) throw error
    return refuse(BAD_PAYLOAD)
  }
}

function readMessage(attachments: unknown, text: unknown): WebhookPost {
  try {
    const [card, ...others] = readCardAttachments(attachments)
    const shared = isFilled(text) ? { text } : {}
    if (card !== undefined) return { kind: 'adaptive-cards', cards: [card, ...others], ...shared }
    return isFilled(text) ? { kind: 'text', text } : refuse(BAD_PAYLOAD)
  } catch (error) {
    if (!isCodedError(error)) throw error
    return refuse(BAD_PAYLOAD)
  }
}

function isFilled(text: unknown): text is string {
  return typeof text === 'string' && text.trim() !== ''
}

function refuse(reason: string): WebhookPost {
  return { kind: 'refused', reason }
}
