// An Azure Function behind the button of a Teams channel, in programming model 4: the platform's token, the tenant and the
// object id decide, and each decision runs once. `authLevel` is anonymous, since a function key would stand in every card.
import functions from '@azure/functions'
import { answer, createService, fromEnv } from '@countersign/service'
import { mount } from '@countersign/service/azure-functions'

const cardOf = (text) => ({
  '@type': 'MessageCard',
  '@context': 'https://schema.org/extensions',
  summary: 'Release 42',
  text,
})

// COUNTERSIGN_PROFILE=substrate, COUNTERSIGN_TENANTS, COUNTERSIGN_OBJECT_IDS: see README.md
export const service = createService(fromEnv(process.env, { parts: ['verify', 'act'] }))
const release = service.define('release', {
  url: 'https://deploys.example/api/release', // `api` is the host's default prefix
  decisions: ['deploy'],
  actors: 'authorized',
})
const decide = release.on(({ item, actor }) => {
  console.log(`deploys ${item} for ${actor.objectId}`)
  return answer.done('It is being deployed.', cardOf('It is being deployed.'))
})

export const handler = mount(decide)
functions.app.http('release', { methods: ['POST'], authLevel: 'anonymous', route: 'release', handler })

/** What your pipeline calls. The address of the channel is a secret. */
export const announce = (channelUrl, tenantId) =>
  release.post({
    item: '42',
    to: channelUrl,
    tenantId,
    card: ({ action }) => ({
      ...cardOf('Release 42 is ready.'),
      potentialAction: [action('deploy', { title: 'Deploy' })],
    }),
  })
