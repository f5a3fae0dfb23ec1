// An alert in a Teams channel. Everybody there sees the card; who may press its buttons is the service's to say: here
// those of COUNTERSIGN_OBJECT_IDS, and not at the weekend unless they are on call.
import { createServer } from 'node:http'
import { readFileSync } from 'node:fs'
import { answer, createService, fromEnv } from '@countersign/service'
import { mount } from '@countersign/service/node'

const { CHANNEL_URL, CHANNEL_URL_FILE, ON_CALL = '' } = process.env
// Whoever has the address may post to the channel: it is a secret.
const channelUrl = CHANNEL_URL ?? readFileSync(CHANNEL_URL_FILE, 'utf8').trim()

const cardOf = (text) => ({
  '@type': 'MessageCard',
  '@context': 'https://schema.org/extensions',
  summary: 'web-7 is down',
  title: 'web-7 is down',
  text,
})

const service = createService(fromEnv())
const alert = service.define('alert', {
  url: 'https://alerts.example/actions/alert',
  decisions: ['restart', 'ignore'],
  actors: 'authorized',
  authorize: (actor, { decision }) =>
    decision !== 'restart' || ON_CALL === '' || ON_CALL.split(',').includes(actor.objectId),
  view: () => cardOf(state),
})
let state = 'Nobody looks after it.'
const decide = alert.on(({ item, decision, input }) => {
  state = decision === 'restart' ? `It restarts: ${input.reason ?? ''}` : 'It stays as it is.'
  console.log(`${decision}: ${item}`)
  return answer.done('Recorded.', cardOf(state))
})

createServer(mount([decide])).listen(process.env.PORT, '127.0.0.1', () =>
  alert.post({
    item: 'web-7',
    to: channelUrl,
    tenantId: process.env.CHANNEL_TENANT,
    key: 'alert-web-7',
    card: ({ action }) => ({
      ...cardOf(state),
      potentialAction: [
        {
          '@type': 'ActionCard',
          name: 'Restart …',
          inputs: [{ '@type': 'TextInput', id: 'reason', title: 'Why?' }],
          actions: [action('restart', { title: 'Restart', inputs: ['reason'] })],
        },
        action('ignore', { title: 'Ignore' }),
      ],
    }),
  }),
)
