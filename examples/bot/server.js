// A bot whose cards use Action.Execute, and an outgoing webhook beside it. The bot posts the card with the software that it
// has anyway (here it is handed out over HTTP); what its buttons do goes through the same once-only handler as any mail.
import { createServer } from 'node:http'
import { answer, createService, fromEnv } from '@countersign/service'
import { mount } from '@countersign/service/node'

let state = 'waiting'
const cardOf = () => ({
  type: 'AdaptiveCard',
  version: '1.4',
  body: [
    { type: 'TextBlock', text: 'Leave request 7: Megan, 3 to 7 August', weight: 'bolder' },
    { type: 'TextBlock', text: state },
    ...(state === 'waiting' ? [{ type: 'Input.Text', id: 'comment', placeholder: 'Comment' }] : []),
  ],
  // Fetches `view` whenever the card is shown: nobody sees an old one, or a button that is spent.
  refresh: { action: { type: 'Action.Execute', verb: 'show' } },
  ...(state === 'waiting' && {
    actions: [
      { type: 'Action.Execute', verb: 'grant', title: 'Grant' },
      { type: 'Action.Execute', verb: 'decline', title: 'Decline' },
    ],
  }),
})

const service = createService(fromEnv()) // COUNTERSIGN_BOT_APP_ID, COUNTERSIGN_TENANTS, COUNTERSIGN_WEBHOOK_KEYS
const leave = service.define('leave', {
  url: 'https://leave.example/decide',
  decisions: ['grant', 'decline'],
  view: cardOf, // read-only
})
const decide = leave.on(({ item, decision, input }) => {
  state = `${decision}: ${input.comment ?? ''}`
  console.log(`${decision}: ${item}`)
  return answer.done('Recorded.', cardOf())
})

const handle = mount([
  decide,
  service.bot([decide]), // POST /api/messages
  service.teamsWebhook({ onMessage: ({ text }) => `Leave request 7 is ${state}. You asked: ${text}` }),
])

/** Who may decide: in a service of your own, from your directory. */
const approver = { tenantId: process.env.APPROVER_TENANT, objectId: process.env.APPROVER_ID }
createServer(async (request, response) => {
  if (request.url !== '/card') return handle(request, response)
  const card = await leave.cardFor({ item: '7', to: approver, card: cardOf() })
  response.setHeader('content-type', 'application/json').end(JSON.stringify(card))
}).listen(process.env.PORT, '127.0.0.1')
