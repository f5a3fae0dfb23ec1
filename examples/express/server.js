import express from 'express'
import { z } from 'zod'
import { answer, createService, fromEnv } from '@countersign/service'
import { mount } from '@countersign/service/express'

const expenses = new Map([['1234', { amount: '120.00 EUR', state: 'waiting for approval' }]])
const cardOf = (id) => ({
  type: 'AdaptiveCard',
  version: '1.0',
  body: [
    { type: 'TextBlock', text: `Expense ${id}: ${expenses.get(id).amount}` },
    { type: 'TextBlock', text: expenses.get(id).state },
    { type: 'Input.Text', id: 'comment', placeholder: 'Comment' },
  ],
})

const service = createService(fromEnv()) // throws once, naming every missing variable
const expense = service.define('expense', {
  url: 'https://expenses.example/actions/expense',
  decisions: ['approve', 'reject'],
  input: z.object({ comment: z.string().max(500).default('') }), // any Standard Schema
  once: 'item',
  actors: 'recipients',
  expiresIn: '14d',
  view: async ({ item }) => cardOf(item),
})
const decide = expense.on(async ({ item, decision, input }) => {
  expenses.get(item).state = `${decision}: ${input.comment}`
  console.log(`decided ${item}: ${decision}`)
  return answer.done('Recorded.', cardOf(item))
})

const app = express()
app.post('/actions/expense', mount(decide))
app.listen(process.env.PORT, () =>
  expense.send({
    item: '1234',
    version: 1,
    key: 'expense-1234',
    to: 'adele@contoso.example',
    subject: 'Expense 1234',
    card: ({ action }) => ({
      ...cardOf('1234'),
      actions: [action('approve', { title: 'Approve', inputs: ['comment'] })],
    }),
  }),
)
