import { composeHttpAnswer, CountersignError, type HttpAnswer } from '@countersign/core'
import { itemFactsOf, type Press } from './press.js'
import { showView } from './show-view.js'

/** Answers a read: autoInvoke, when the message is opened. Never touches the ledger. */
export async function answerView(press: Press): Promise<HttpAnswer> {
  press.trace?.begin('handler')
  const card = await showView(press, press.runtime.config.viewBudgetMs)
  if (card === undefined) throw new CountersignError('ERR_ACTION_VIEW')
  press.trace?.pass('view')
  press.runtime.events.emit({ type: 'view.shown', ...itemFactsOf(press) })
  return composeHttpAnswer({ status: 200, card })
}
