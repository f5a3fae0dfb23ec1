import type { AnyCard } from '@countersign/core'
import { answer, type HandlerAnswer } from '@countersign/service'
import type { ExpenseStore } from './expense-store.js'

/** What a decision comes to, wherever its card was pressed; the ledger sees to it that this runs once. */
export async function decideExpense(
  { item, decision }: { readonly item: string; readonly decision: 'approve' | 'reject' },
  { store, pay }: { readonly store: ExpenseStore; readonly pay: (item: string) => Promise<void> },
  draw: (item: string) => AnyCard,
): Promise<HandlerAnswer> {
  if (decision === 'approve') await pay(item)
  store.set(item, { state: decision === 'approve' ? 'paid' : 'rejected' })
  return answer.done('Recorded.', draw(item))
}
