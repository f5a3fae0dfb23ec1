import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { WebhookAnswer } from '../channels/channel-posts.js'
import { MAX_WEBHOOK_POST_BYTES } from '../channels/read-webhook-post.js'
import type { Platform } from '../platform.js'
import { refuseRequest } from './error-response.js'
import { refuseBrowser } from './guard.js'

/**
 * `/webhook/ID/SECRET`: a channel's incoming webhook. Whoever has the URL may post, as with the real one; a browser has no
 * business here, because the URL in a page's script would be the page's to give away.
 */
export function createIncomingWebhookRoutes(platform: Platform): Hono {
  const { incoming } = platform.teams
  return new Hono()
    .post('/webhook/:id/:secret', refuseBrowser(), async (context, next) => {
      const { id, secret } = context.req.param()
      const channel = incoming.findChannel(id, secret)
      if ('status' in channel) return give(channel)
      const cap = bodyLimit({
        maxSize: MAX_WEBHOOK_POST_BYTES,
        onError: () => give(incoming.refuseSize(channel)),
      })
      let answer: WebhookAnswer | undefined
      const refused = await cap(context, async () => {
        answer = await incoming.post(channel, new Uint8Array(await context.req.arrayBuffer()))
      })
      if (answer !== undefined) return give(answer)
      return refused instanceof Response ? refused : next()
    })
    .all('/webhook/*', () => refuseRequest('An incoming webhook answers POST only.'))
}

function give({ status, text }: WebhookAnswer): Response {
  return new Response(text, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
