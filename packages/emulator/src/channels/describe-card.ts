import type { OutlookCard } from '@countersign/core'

/** A line for the list: what the card says it is about, else its first text. */
export function describeCard(card: OutlookCard, fallback: string): string {
  const { fallbackText }: { readonly fallbackText?: unknown } = card
  if (typeof fallbackText === 'string' && fallbackText.trim() !== '') return fallbackText
  return findText(card.body) ?? fallback
}

function findText(node: unknown): string | undefined {
  if (Array.isArray(node)) {
    for (const each of node) {
      const text = findText(each)
      if (text !== undefined) return text
    }
    return undefined
  }
  if (typeof node !== 'object' || node === null) return undefined
  const { type, text, items, columns } = node as Readonly<Record<string, unknown>>
  if (type === 'TextBlock' && typeof text === 'string' && text.trim() !== '') return text
  return findText(items) ?? findText(columns)
}
