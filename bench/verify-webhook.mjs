/**
 * The row `verify teams-webhook`: the full check of distinct calls, body and all. The limit is what no check can do without: the
 * HMAC over the raw body, and the parsing of the body, which has the id and the time that keep a call from being used again.
 * `ofHmac` compares with the HMAC alone.
 */
import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { createTeamsWebhookVerifier } from '@countersign/core/tokens'
import { NOW } from './support/entra-tokens.mjs'
import { expectAll } from './support/expect-all.mjs'
import { interleave, partOf, TURNS } from './support/interleave.mjs'
import { median, toRow } from './support/row.mjs'

export async function measureWebhook(count, passes) {
  const key = randomBytes(32)
  const calls = Array.from({ length: count }, (_, i) => makeCall(key, i))
  const verifier = createTeamsWebhookVerifier({ keys: [key.toString('base64')], now: () => NOW * 1000 })
  const isGenuine = ({ body, mac }) => timingSafeEqual(createHmac('sha256', key).update(body).digest(), mac)
  const { wall, cpu } = await interleave(
    {
      limit: (turn) =>
        expectAll(
          partOf(calls, turn),
          (call) => isGenuine(call) && JSON.parse(call.body.toString('utf8')).id !== undefined,
        ),
      hmac: (turn) => expectAll(partOf(calls, turn), isGenuine),
      ours: (turn) =>
        expectAll(
          partOf(calls, turn),
          ({ authorization, body }) => verifier.verify(authorization, body).keyIndex === 0,
        ),
    },
    { passes, turns: TURNS },
  )
  const rest = ({ limit, ours }) => ({ limit, ours })
  const ofHmac = (rates) => Number(median(rates.ours.map((rate, pass) => rate / rates.hmac[pass])).toFixed(3))
  return toRow(
    'verify teams-webhook',
    'calls/s',
    { wall: rest(wall), cpu: rest(cpu) },
    {
      ofHmac: ofHmac(wall),
      ofHmacCpu: ofHmac(cpu),
    },
  )
}

/** Shaped and sized like what Teams sends: 1.3 KB. */
function makeCall(key, i) {
  const body = Buffer.from(
    JSON.stringify({
      type: 'message',
      id: String(1_485_983_408_511 + i),
      timestamp: new Date(NOW * 1000 - 500).toISOString(),
      localTimestamp: new Date(NOW * 1000 - 500).toISOString(),
      serviceUrl: 'https://smba.trafficmanager.net/amer/',
      channelId: 'msteams',
      from: {
        id: `29:${randomBytes(40).toString('base64url')}`,
        name: 'Adele Vance',
        aadObjectId: randomUUID(),
      },
      conversation: {
        isGroup: true,
        id: `19:${randomUUID().replaceAll('-', '')}@thread.skype;messageid=${1_485_983_408_511 + i}`,
        conversationType: 'channel',
      },
      recipient: null,
      textFormat: 'plain',
      attachmentLayout: null,
      membersAdded: [],
      membersRemoved: [],
      topicName: null,
      historyDisclosed: null,
      locale: 'en-US',
      text: `<at>Expenses</at> approve ${i}\n`,
      speak: null,
      inputHint: null,
      summary: null,
      suggestedActions: null,
      attachments: [
        { contentType: 'text/html', content: `<div><div><span>Expenses</span> approve ${i}</div></div>` },
      ],
      entities: [{ type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Windows' }],
      channelData: {
        teamsChannelId: `19:${randomUUID().replaceAll('-', '')}@thread.skype`,
        teamsTeamId: `19:${randomUUID().replaceAll('-', '')}@thread.skype`,
        channel: { id: `19:${randomUUID().replaceAll('-', '')}@thread.skype` },
        team: { id: `19:${randomUUID().replaceAll('-', '')}@thread.skype` },
        tenant: { id: randomUUID() },
      },
      action: null,
      replyToId: null,
      value: null,
    }),
  )
  const mac = createHmac('sha256', key).update(body).digest()
  return { body, mac, authorization: `HMAC ${mac.toString('base64')}` }
}
