// AWS Lambda behind API Gateway, a function URL or a load balancer: one handler for all of their events.
import { answer, createService, fromEnv } from '@countersign/service'
import { mount } from '@countersign/service/lambda'

let state = 'waiting for approval'
const cardOf = () => ({
  type: 'AdaptiveCard',
  version: '1.0',
  body: [
    { type: 'TextBlock', text: 'Expense 1234: 120.00 EUR' },
    { type: 'TextBlock', text: state },
    { type: 'Input.Text', id: 'comment', placeholder: 'Comment' },
  ],
})

export const service = createService(fromEnv())
const expense = service.define('expense', {
  url: 'https://expenses.example/actions/expense',
  decisions: ['approve', 'reject'],
  view: cardOf,
})
const decide = expense.on(({ decision, input }) => {
  state = `${decision}: ${input.comment ?? ''}`
  return answer.done('Recorded.', cardOf())
})

export const handler = mount(decide)

/** Sends the card: from a function of its own, or from wherever the expense comes up. */
export const send = () =>
  expense.send({
    item: '1234',
    key: 'expense-1234',
    to: 'adele@contoso.example',
    subject: 'Expense 1234',
    card: ({ action }) => ({
      ...cardOf(),
      actions: [
        action('approve', { title: 'Approve', inputs: ['comment'] }),
        action('reject', { title: 'Reject', inputs: ['comment'] }),
      ],
    }),
  })
