// Hono, by way of the standard Request and Response. The order grows after the first mail: the old card decides nothing.
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { answer, createService, fromEnv } from '@countersign/service'
import { mount } from '@countersign/service/fetch'

const order = { total: '80.00 EUR', version: 1, state: 'waiting' }
const cardOf = () => ({
  type: 'AdaptiveCard',
  version: '1.0',
  body: [
    { type: 'TextBlock', text: `Order 9: ${order.total}`, weight: 'bolder' },
    { type: 'TextBlock', text: order.state },
  ],
})

const service = createService(fromEnv())
const orders = service.define('order', {
  url: 'https://orders.example/decide',
  decisions: ['release'],
  view: cardOf,
})
const decide = orders.on(() => {
  order.state = `released at ${order.total}`
  return answer.done('Released.', cardOf())
})
const send = () =>
  orders.send({
    item: '9',
    version: order.version,
    key: `order-9-${order.version}`,
    to: 'adele@contoso.example',
    subject: `Order 9: ${order.total}`,
    card: ({ action }) => ({
      ...cardOf(),
      actions: [action('release', { title: `Release ${order.total}` })],
    }),
  })

const handle = mount(decide)
const app = new Hono()
app.post('/decide', (context) => handle(context.req.raw))
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' }, async () => {
  await send()
  order.total = '8,000.00 EUR'
  order.version = 2
  await send()
})
