// Plain node:http. Closing a ticket needs a reason: without one the handler declines, and may be pressed again.
import { createServer } from 'node:http'
import { answer, createService, fromEnv } from '@countersign/service'
import { mount } from '@countersign/service/node'

const tickets = new Map([['T-77', { title: 'Printer on fire', state: 'open' }]])
const cardOf = (id) => ({
  type: 'AdaptiveCard',
  version: '1.0',
  body: [
    { type: 'TextBlock', text: `${id}: ${tickets.get(id).title}`, weight: 'bolder' },
    { type: 'TextBlock', text: tickets.get(id).state },
    { type: 'Input.Text', id: 'reason', placeholder: 'Why is it done?', isMultiline: true },
  ],
})

const service = createService(fromEnv())
const ticket = service.define('ticket', {
  url: 'https://tickets.example/close',
  decisions: ['close'],
  view: ({ item }) => cardOf(item),
})
const close = ticket.on(({ item, input }) => {
  const reason = String(input.reason ?? '').trim()
  if (reason === '') return answer.tryAgain('Please say why.')
  tickets.get(item).state = `closed: ${reason}`
  return answer.done('Closed.', cardOf(item))
})

const handle = mount(close)
createServer((request, response) => {
  if (request.url?.startsWith('/close')) return void handle(request, response)
  response.writeHead(404).end()
}).listen(process.env.PORT, '127.0.0.1', () =>
  ticket.send({
    item: 'T-77',
    key: 'ticket-T-77',
    to: 'megan@contoso.example',
    subject: 'Ticket T-77',
    card: ({ action }) => ({
      ...cardOf('T-77'),
      actions: [action('close', { title: 'Close', inputs: ['reason'] })],
    }),
  }),
)
