import { CountersignError, decodeCompactJws, SIGNED_CARD_MAX_LENGTH } from '@countersign/core'

export interface SignedCardExpectation {
  readonly from: string
  readonly recipients: readonly string[]
}

/**
 * Refuses a JWS that was made for another mail: the platform would drop its card without a word.
 * Only what is written is compared; the signature is the receiver's to check.
 */
export function checkSignedCard(jws: string, { from, recipients }: SignedCardExpectation): void {
  const { payload } = decodeCompactJws(jws, { maxLength: SIGNED_CARD_MAX_LENGTH })
  const problems: string[] = []
  if (typeof payload['sender'] !== 'string' || payload['sender'].toLowerCase() !== from.toLowerCase())
    problems.push('its sender is not the address of from')
  if (!isSameList(parseRecipients(payload['recipientsSerialized']), recipients))
    problems.push('its recipients are not the addresses of to and cc')
  if (
    typeof payload['adaptiveCardSerialized'] !== 'string' &&
    typeof payload['messageCardSerialized'] !== 'string'
  )
    problems.push('it holds no card')
  if (problems.length > 0)
    throw new CountersignError(
      'ERR_MAIL_SIGNED_CARD',
      `The signed card does not belong to this mail: ${problems.join('; ')}.`,
    )
}

function parseRecipients(serialized: unknown): readonly unknown[] {
  if (typeof serialized !== 'string') return []
  try {
    const parsed: unknown = JSON.parse(serialized)
    return Array.isArray(parsed) ? parsed : []
  } catch {
    return []
  }
}

function isSameList(left: readonly unknown[], right: readonly string[]): boolean {
  return normalizeList(left) === normalizeList(right)
}

function normalizeList(addresses: readonly unknown[]): string {
  return JSON.stringify(addresses.map((address) => String(address).toLowerCase()).sort())
}
