import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { showChannel } from '../channels/show-channel.js'
import { describeMessage } from '../mailboxes/message-summary.js'
import type { Platform } from '../platform.js'
import type { OutgoingCallResult } from '../webhooks/outgoing-call.js'
import { refuseRequest } from './error-response.js'
import { MAX_JSON_BYTES, readJsonBody } from './read-json-body.js'

/** `channels`, `bot-cards` and `outgoing-webhooks`. */
export function createChannelRoutes(platform: Platform, url: () => string): Hono {
  const { teams } = platform
  const smallBody = bodyLimit({
    maxSize: MAX_JSON_BYTES,
    onError: () => refuseRequest('The body is too large.'),
  })
  return new Hono()
    .get('/channels', (context) =>
      context.json({ channels: teams.channels.list().map((channel) => showChannel(channel, url())) }),
    )
    .post('/channels', smallBody, async (context) =>
      context.json(showChannel(teams.addChannel(await readJsonBody(context)), url()), 201),
    )
    .post('/bot-cards', smallBody, async (context) =>
      context.json(describeMessage(await teams.postBotCard(await readJsonBody(context))), 201),
    )
    .post('/outgoing-webhooks/call', smallBody, async (context) =>
      context.json(describeCall(await teams.outgoing.call(await readJsonBody(context)))),
    )
    .post('/outgoing-webhooks/calls/:id/replay', async (context) =>
      context.json(describeCall(await teams.outgoing.replay(context.req.param('id')))),
    )
}

function describeCall({ callId, question, answer, result }: OutgoingCallResult): object {
  return {
    callId,
    question: describeMessage(question),
    ...(answer === undefined ? {} : { answer: describeMessage(answer) }),
    result,
  }
}
