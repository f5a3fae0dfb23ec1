import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Platform } from '../platform.js'
import { refuseRequest } from './error-response.js'
import { MAX_JSON_BYTES, readJsonBody } from './read-json-body.js'

/** `settings`. */
export function createSettingsRoutes(platform: Platform): Hono {
  const smallBody = bodyLimit({
    maxSize: MAX_JSON_BYTES,
    onError: () => refuseRequest('The body is too large.'),
  })
  return new Hono()
    .get('/settings', (context) => context.json(platform.settings))
    .post('/settings', smallBody, async (context) => {
      const { admission, ...unknown } = await readJsonBody(context)
      if (typeof admission !== 'boolean' || Object.keys(unknown).length > 0) {
        return refuseRequest('The one setting is admission, true or false.')
      }
      platform.setAdmission(admission)
      return context.json(platform.settings)
    })
}
