import type { RecordedAnswer } from '../ledger.js'

/** What a repeat gets once an operator has said that an action in doubt did happen. */
export const operatorAnswer: RecordedAnswer = Object.freeze({
  status: 200,
  headers: Object.freeze([Object.freeze(['CARD-ACTION-STATUS', 'This was already done.'] as const)]),
  body: '',
})
