import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { FAULT_NAMES } from '../actions/faults.js'
import type { TokenProfile } from '../issuers/token-order.js'
import type { Platform } from '../platform.js'
import { refuseRequest } from './error-response.js'
import { MAX_JSON_BYTES, readJsonBody, readTextMember } from './read-json-body.js'

const PROFILES: readonly TokenProfile[] = ['entra-v1', 'entra-v2', 'substrate', 'substrate-connector']

/** `providers`, `users`, `tokens`, `keys` and `status`. */
export function createPlatformRoutes(platform: Platform, status: () => Record<string, unknown>): Hono {
  const { registry, directory, keys } = platform
  const smallBody = bodyLimit({
    maxSize: MAX_JSON_BYTES,
    onError: () => refuseRequest('The body is too large.'),
  })
  return new Hono()
    .get('/status', (context) =>
      context.json({
        ...status(),
        faults: FAULT_NAMES,
        keysRotated: keys.rotated,
        keySetOutage: platform.outage.active,
        settings: platform.settings,
      }),
    )
    .get('/providers', (context) => context.json({ providers: registry.list() }))
    .post('/providers', smallBody, async (context) =>
      context.json(platform.registerProvider(await readJsonBody(context)), 201),
    )
    .get('/users', (context) => context.json({ tenants: directory.tenants, users: directory.users }))
    .post('/keys/rotate', async (context) => {
      await platform.rotateKeys()
      return context.json({ kid: keys.current.kid })
    })
    .post('/tokens', smallBody, async (context) => {
      const body = await readJsonBody(context)
      const as = readTextMember(body, 'as')
      const audience = readTextMember(body, 'audience')
      if (as === undefined || audience === undefined) return refuseRequest('as or audience is missing.')
      const profile = PROFILES.find((each) => each === (body.profile ?? 'entra-v1'))
      if (profile === undefined) return refuseRequest(`profile is not one of ${PROFILES.join(', ')}.`)
      const scope = readTextMember(body, 'scope')
      const sender = readTextMember(body, 'sender')
      const address = readTextMember(body, 'address')
      const token = await platform.mintActionToken({
        as,
        audience,
        profile,
        ...(scope === undefined ? {} : { scope }),
        ...(sender === undefined ? {} : { sender }),
        ...(address === undefined ? {} : { address }),
      })
      return context.json({ token }, 201)
    })
}
