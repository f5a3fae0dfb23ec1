import type { OutlookCard } from '@countersign/core'

export const ORIGINATOR = '5b2c6c0e-6a1f-4a0b-9a3c-0c6a6e3f0001'
export const DATE = new Date('2026-03-01T09:30:00Z')

/** A card that shows `text` and has one button. */
export function sampleCard(text = 'Expense 1234: 42.00 EUR'): OutlookCard {
  return {
    type: 'AdaptiveCard',
    version: '1.0',
    originator: ORIGINATOR,
    body: [{ type: 'TextBlock', text }],
    actions: [
      {
        type: 'Action.Http',
        id: 'approve',
        title: 'Approve',
        method: 'POST',
        url: 'https://expenses.example/a',
        body: '',
      },
    ],
  }
}
