import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { CountersignError } from '@countersign/core'
import { checkFaultName } from '../actions/faults.js'
import type { PressOptions } from '../actions/press-result.js'
import { describeMessage } from '../mailboxes/message-summary.js'
import { MAX_MESSAGES } from '../mailboxes/mailboxes.js'
import { selectMessages } from '../mailboxes/select-messages.js'
import type { Platform } from '../platform.js'
import { MAX_MAIL_BYTES } from '../smtp/smtp-limits.js'
import { refuseRequest } from './error-response.js'
import { composeMailDocument } from './compose-mail-document.js'
import { MAX_JSON_BYTES, readJsonBody, readNumberMember, readTextMember } from './read-json-body.js'
import { MAIL_POLICY } from './security-headers.js'

/** `messages` and `deliver`. */
export function createMessageRoutes(platform: Platform): Hono {
  const { mailboxes, delivery } = platform
  const smallBody = bodyLimit({ maxSize: MAX_JSON_BYTES, onError: tooLarge })
  const mailBody = bodyLimit({ maxSize: MAX_MAIL_BYTES, onError: tooLarge })
  return new Hono()
    .get('/messages', (context) => {
      const mailbox = context.req.query('mailbox')
      const external = context.req.query('external') === 'true'
      const filter = { external, ...(mailbox === undefined ? {} : { mailbox }) }
      const range = readRange(context)
      const found = selectMessages(platform, filter).filter(({ id }) => id > range.after && id < range.before)
      return context.json({ messages: found.slice(-range.limit).map(describeMessage) })
    })
    .get('/messages/:id', (context) => {
      const message = mailboxes.get(readId(context))
      return context.json({ ...describeMessage(message), message })
    })
    .get('/messages/:id/raw', async (context) => {
      const id = readId(context)
      const raw = await mailboxes.readRaw(id)
      const isMail = mailboxes.get(id).source.type === 'mail'
      return context.body(new Uint8Array(raw), 200, {
        'Content-Type': isMail ? 'message/rfc822' : 'application/json',
        'Content-Disposition': `attachment; filename="${String(id)}.${isMail ? 'eml' : 'json'}"`,
      })
    })
    .get('/messages/:id/html', (context) =>
      context.html(composeMailDocument(mailboxes.get(readId(context)).admission.mail), 200, {
        'Content-Security-Policy': MAIL_POLICY,
        'X-Frame-Options': 'SAMEORIGIN',
      }),
    )
    .post('/messages/:id/press', smallBody, async (context) => {
      const body = await readJsonBody(context)
      const action = typeof body.action === 'number' ? String(body.action) : readTextMember(body, 'action')
      if (action === undefined) return refuseRequest('action is missing.')
      return context.json(await platform.press(readId(context), action, readPressOptions(body)))
    })
    .post('/messages/:id/open', smallBody, async (context) => {
      const { as } = readPressOptions(await readJsonBody(context))
      const result = await platform.open(readId(context), as === undefined ? {} : { as })
      return result === undefined ? context.body(null, 204) : context.json(result)
    })
    .post('/messages/:id/resend', async (context) =>
      context.json(describeMessage(await platform.resend(readId(context))), 201),
    )
    .post('/messages/:id/deliver-raw', smallBody, async (context) => {
      const to = readTextMember(await readJsonBody(context), 'to')
      if (to === undefined) return refuseRequest('to is missing.')
      return context.json(describeMessage(await platform.deliverAgain(readId(context), to)), 201)
    })
    .post('/deliver', mailBody, async (context) => {
      const raw = new Uint8Array(await context.req.arrayBuffer())
      const mail = {
        raw,
        mailFrom: context.req.query('mailFrom') ?? '',
        rcptTo: context.req.queries('rcptTo') ?? [],
        remoteAddress: '127.0.0.1',
        helo: 'localhost',
      }
      return context.json({ messages: (await delivery.deliver(mail, 'api')).map(describeMessage) }, 201)
    })
}

/** A part of a long list: of the messages between two ids the newest `limit`, still in order of arrival. */
function readRange(context: Context): { after: number; before: number; limit: number } {
  const read = (name: string, fallback: number): number => {
    const text = context.req.query(name)
    if (text === undefined) return fallback
    return /^\d{1,9}$/.test(text) ? Number(text) : refuseRequest(`${name} is not a whole number.`)
  }
  const limit = read('limit', MAX_MESSAGES)
  if (limit === 0) return refuseRequest('limit is not 1 or more.')
  return { after: read('after', 0), before: read('before', Infinity), limit }
}

function readId(context: Context): number {
  const text = context.req.param('id') ?? ''
  if (!/^[1-9]\d{0,9}$/.test(text)) throw new CountersignError('ERR_EMULATOR_MESSAGE_NOT_FOUND')
  return Number(text)
}

function readPressOptions(body: Readonly<Record<string, unknown>>): PressOptions {
  const as = readTextMember(body, 'as')
  const fault = readTextMember(body, 'fault')
  const delayMs = readNumberMember(body, 'delayMs')
  return {
    ...(as === undefined ? {} : { as }),
    ...(fault === undefined ? {} : { fault: checkFaultName(fault) }),
    ...(delayMs === undefined ? {} : { delayMs }),
    ...(body.inputs === undefined ? {} : { inputs: readInputs(body.inputs) }),
  }
}

function readInputs(inputs: unknown): Readonly<Record<string, string>> {
  if (typeof inputs !== 'object' || inputs === null || Array.isArray(inputs)) {
    return refuseRequest('inputs is not an object of texts.')
  }
  const entries = Object.entries(inputs)
  if (!entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')) {
    return refuseRequest('inputs is not an object of texts.')
  }
  return Object.fromEntries(entries)
}

function tooLarge(): never {
  throw new CountersignError('ERR_EMULATOR_MAIL_SIZE', 'The body is larger than the emulator takes.')
}
