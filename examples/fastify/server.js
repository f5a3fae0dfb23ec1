// Fastify. A vote: `once: 'actor'` lets every recipient decide once, each in a mail of their own.
import Fastify from 'fastify'
import { answer, createService, fromEnv } from '@countersign/service'
import { mount } from '@countersign/service/fastify'

const votes = { yes: 0, no: 0 }
const cardOf = () => ({
  type: 'AdaptiveCard',
  version: '1.0',
  body: [
    { type: 'TextBlock', text: 'Team lunch on Friday?', weight: 'bolder' },
    {
      type: 'FactSet',
      facts: [
        { title: 'Yes', value: String(votes.yes) },
        { title: 'No', value: String(votes.no) },
      ],
    },
  ],
})

const service = createService(fromEnv())
const poll = service.define('poll', {
  url: 'https://polls.example/vote',
  decisions: ['yes', 'no'],
  once: 'actor',
  view: cardOf,
})
const vote = poll.on(({ decision }) => {
  votes[decision] += 1
  return answer.done('Thank you.', cardOf())
})

const app = Fastify()
await app.register(mount(vote)) // brings the route of the kind's url
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
await poll.send({
  item: 'lunch',
  key: 'lunch',
  to: ['adele@contoso.example', 'alex@contoso.example'],
  subject: 'Team lunch?',
  card: ({ action }) => ({
    ...cardOf(),
    actions: [action('yes', { title: 'Yes' }), action('no', { title: 'No' })],
  }),
})
