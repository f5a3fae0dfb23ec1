import type { ComposeOptions } from '../../src/compose/compose-options.js'
import { DATE, sampleCard } from './sample-card.js'

export function sampleOptions(changes: Partial<ComposeOptions> = {}): ComposeOptions {
  return {
    from: { name: 'Expenses', address: 'billing@expenses.example' },
    to: ['adele@contoso.example'],
    subject: 'Expense 1234',
    card: sampleCard(),
    date: DATE,
    key: 'expense/1234/3',
    ...changes,
  }
}
