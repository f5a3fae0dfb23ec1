// A relay in front of a Logic App. Its cards blank `Authorization`, so that the platform's token comes in
// `Action-Authorization`; the relay checks it, makes sure that the decision is the first one, and only then calls the flow.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { answer, createService, fromEnv } from '@countersign/service'
import { mount } from '@countersign/service/node'
import { forward, readFlowUrl } from './forward.js'

const { FLOW_URL, FLOW_URL_FILE, FLOW_TIMEOUT_MS = '25000' } = process.env
const flowUrl = readFlowUrl(FLOW_URL ?? (FLOW_URL_FILE ? readFileSync(FLOW_URL_FILE, 'utf8').trim() : ''))

const cardOf = (text) => ({
  type: 'AdaptiveCard',
  version: '1.0',
  body: [
    { type: 'TextBlock', text: 'Leave request 7: Megan, 3 to 7 August', weight: 'bolder' },
    { type: 'TextBlock', text },
    { type: 'Input.Text', id: 'comment', placeholder: 'Comment' },
  ],
})

const service = createService({ ...fromEnv(), header: 'action-authorization' })
const leave = service.define('leave', {
  url: 'https://leave.example/decide',
  decisions: ['grant', 'decline'],
  view: () => cardOf('waiting'),
})
const decide = leave.on(async ({ item, version, decision, actor, input, signal }) => {
  const { tenantId, objectId, address } = actor
  const result = await forward(
    flowUrl,
    { item, version, decision, actor: { tenantId, objectId, address }, comment: input.comment ?? '' },
    // Found in the run history of the flow: this is where a doubt is decided.
    { trackingId: `leave-${item}-${version}`, signal, timeoutMs: Number(FLOW_TIMEOUT_MS) },
  )
  if (result === 'not-begun') return answer.tryAgain('The flow is not available. Please try again later.')
  return answer.done('Recorded.', cardOf(decision === 'grant' ? 'granted' : 'declined'))
})

const blank = [{ name: 'Authorization', value: '' }]
createServer(mount([decide])).listen(process.env.PORT, '127.0.0.1', () =>
  leave.send({
    item: '7',
    key: 'leave-7',
    to: 'adele@contoso.example',
    subject: 'Leave request 7',
    card: ({ action }) => ({
      ...cardOf('waiting'),
      actions: [
        action('grant', { title: 'Grant', inputs: ['comment'], headers: blank }),
        action('decline', { title: 'Decline', inputs: ['comment'], headers: blank }),
      ],
    }),
  }),
)
service.onEvent(({ type, item, error }) => {
  if (type === 'action.in-doubt') console.log(`in doubt: leave ${item}. ${error.message}`)
})
