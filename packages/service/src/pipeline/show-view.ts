import { CountersignError, type AnyCard } from '@countersign/core'
import { bindRefresh } from './bind-refresh.js'
import { startBudget } from './budget.js'
import { itemFactsOf, type Press } from './press.js'

/**
 * The item as it is now, for the actor of this press, or undefined where the kind has no view or it fails or is
 * too slow. Never touches the ledger.
 */
export async function showView(press: Press, budgetMs: number): Promise<AnyCard | undefined> {
  const { view } = press.kind
  if (view === undefined) return undefined
  const budget = startBudget(budgetMs)
  const abort = new AbortController()
  try {
    const { item, version } = press.claims
    const { actor, place } = press
    const context = Object.freeze({ item, version, actor, place, signal: abort.signal })
    // Called inside an async function so that a synchronous throw is caught like any other.
    const work = (async () => bindRefresh(await view(context), press))()
    const card = await budget.race(work)
    if (card !== 'late') return card
    // What comes too late may still fail: that must not become an unhandled rejection.
    work.catch(() => undefined)
    throw new CountersignError('ERR_ACTION_VIEW')
  } catch (error) {
    press.runtime.events.emit({ type: 'view.failed', ...itemFactsOf(press), error })
    return undefined
  } finally {
    abort.abort()
    budget.end()
  }
}
