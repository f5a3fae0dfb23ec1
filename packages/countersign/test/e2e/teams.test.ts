import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { EMULATOR_TENANTS, generateLimitedRoot, type MessageCard, type OutlookCard } from '@countersign/core'
import { Emulator, orgUserId, teamsUserId, type DirectoryUser } from '@countersign/emulator'
import { createMemoryLedger } from '@countersign/ledger/memory'
import { answer, createService, type Kind, type PlainInputs, type Service } from '@countersign/service'
import { mount } from '@countersign/service/node'

const TARGET = 'https://deploys.example'
const ORIGINATOR = '0f6d4f1c-8f0f-4a06-9c2b-5f1d0c1f7a01'
const APP_ID = '1f0b4c44-6f0e-4e0e-9d6c-1b1ac8a7c001'
const WEBHOOK_KEY = randomBytes(32).toString('base64')

type Decision = 'restart' | 'ignore'

function makePlainCard(text: string): MessageCard {
  return { '@type': 'MessageCard', '@context': 'https://schema.org/extensions', summary: text, text }
}

function makeBotCard(text: string): OutlookCard {
  return { type: 'AdaptiveCard', version: '1.4', body: [{ type: 'TextBlock', text }] }
}

describe('Teams from end to end', () => {
  let emulator: Emulator
  let service: Service
  let server: Server
  let origin: string
  let deploys: Kind<Decision, PlainInputs, string>
  let approvals: Kind<'approve' | 'reject', PlainInputs, string>
  const runs: string[] = []
  const asked: string[] = []
  const told: string[] = []
  const user = (alias: string): DirectoryUser => {
    const found = emulator.users.find((each) => each.alias === alias)
    assert.ok(found)
    return found
  }

  before(async () => {
    emulator = await Emulator.start()
    service = createService({
      profile: 'substrate',
      audience: TARGET,
      tenants: [EMULATOR_TENANTS.contoso.tenantId],
      originator: ORIGINATOR,
      limitedKeys: generateLimitedRoot().text,
      ledger: createMemoryLedger(),
      bot: { appId: APP_ID },
      webhookKeys: [WEBHOOK_KEY],
      trustEmulator: { metadata: emulator.issuerBase, keyThumbprint: emulator.keyThumbprints },
      onEvent: (event) => told.push(JSON.stringify(event)),
    })
    deploys = service.define('deploy', {
      url: `${TARGET}/actions/deploy`,
      decisions: ['restart', 'ignore'],
      actors: 'authorized',
      objectIds: [user('adele').objectId, user('grady').objectId],
    })
    const decideDeploy = deploys.on(({ decision, item, actor, input }) => {
      runs.push(`${decision} ${item} ${actor.objectId ?? '?'} ${input.reason ?? ''}`)
      return answer.done('Recorded.', makePlainCard('web-7 restarts.'))
    })
    approvals = service.define('approval', {
      url: `${TARGET}/actions/approval`,
      decisions: ['approve', 'reject'],
      view: ({ item }) => makeBotCard(`${item} as it is now`),
    })
    const decideApproval = approvals.on(({ decision, item, actor }) => {
      runs.push(`${decision} ${item} ${actor.objectId ?? '?'}`)
      return answer.done('Recorded.', makeBotCard(`${item} is decided.`))
    })
    const webhook = service.teamsWebhook({
      path: '/teams',
      onMessage: ({ text, actor }) => {
        asked.push(`${text} ${actor.objectId ?? '?'}`)
        return `You asked: ${text}`
      },
    })
    server = createServer(mount([decideDeploy, service.bot([decideApproval]), webhook]))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
    emulator.registerProvider({
      originator: ORIGINATOR,
      name: 'Deploys',
      senders: ['deploys@contoso.example'],
      targets: [TARGET],
      scope: 'global',
      routes: { [TARGET]: origin },
    })
  })
  after(async () => {
    server.closeAllConnections()
    server.close()
    await service.close()
    await emulator.close()
  })

  it('a card posted to a channel is decided once, by those who are authorised', async () => {
    const { webhookUrl } = emulator.addChannel({ name: 'Alerts', provider: ORIGINATOR })
    await deploys.post({
      item: 'web-7',
      to: webhookUrl,
      card: ({ action }) => ({
        ...makePlainCard('web-7 is down.'),
        potentialAction: [
          {
            '@type': 'ActionCard',
            name: 'Restart …',
            inputs: [{ '@type': 'TextInput', id: 'reason' }],
            actions: [action('restart', { title: 'Restart', inputs: ['reason'] })],
          },
          action('ignore', { title: 'Ignore' }),
        ],
      }),
    })
    const [message] = emulator.listMessages({ mailbox: 'channel:Alerts' })
    assert.ok(message)
    assert.equal(message.admission.outcome, 'shown', JSON.stringify(message.admission.findings))

    const options = { inputs: { reason: 'out of "memory"' } }
    // In the channel and of the tenant, but not on the list; then on the list, but of the other tenant.
    for (const as of ['megan', 'grady']) {
      const refused = await emulator.press(message.id, 'Restart', { ...options, as })
      assert.equal(refused.outcome, 'refused', as)
    }
    assert.deepEqual(runs.splice(0), [])
    const pressed = await emulator.press(message.id, 'Restart', {
      ...options,
      as: 'adele',
      fault: 'fifty-at-once',
    })
    assert.equal(pressed.outcome, 'done', JSON.stringify(pressed))
    assert.deepEqual(runs.splice(0), [`restart web-7 ${user('adele').objectId} out of "memory"`])
    assert.equal(emulator.getMessage(message.id).cardStatus?.text, 'Recorded.')
    const secret = webhookUrl.split('/').at(-1) ?? '?'
    assert.ok(!told.join().includes(secret), 'the webhook is in an event')
  })

  it('a bot’s card is refreshed for its reader, and decided once through the connector', async () => {
    const adele = user('adele')
    const card = await approvals.cardFor({
      item: 'leave-1',
      to: { tenantId: adele.tenantId, objectId: adele.objectId },
      card: ({ action, refresh }) => ({
        ...makeBotCard('leave-1 waits.'),
        refresh: refresh([teamsUserId(APP_ID, adele), orgUserId(adele)]),
        actions: [action('approve', { title: 'Approve' }), action('reject', { title: 'Reject' })],
      }),
    })
    const message = await emulator.postBotCard({
      appId: APP_ID,
      endpoint: `${origin}/api/messages`,
      card,
      to: 'adele',
    })
    assert.equal(message.admission.outcome, 'shown', JSON.stringify(message.admission.findings))

    const opened = await emulator.open(message.id)
    assert.equal(opened?.outcome, 'done', JSON.stringify(opened))
    assert.deepEqual(opened.refreshedCard?.body, makeBotCard('leave-1 as it is now').body)
    assert.deepEqual(runs, [])

    for (const fault of ['expired-token', 'wrong-audience', 'unknown-kid'] as const) {
      const refused = await emulator.press(message.id, 'approve', { fault })
      assert.deepEqual([refused.outcome, refused.status], ['refused', 403], fault)
    }
    for (const as of ['megan', 'grady']) {
      const refused = await emulator.press(message.id, 'approve', { as })
      assert.notEqual(refused.outcome, 'done', as)
    }
    assert.deepEqual(runs, [])
    const pressed = await emulator.press(message.id, 'approve', { fault: 'duplicate-post-new-id' })
    assert.equal(pressed.outcome, 'done', JSON.stringify(pressed))
    assert.deepEqual(runs.splice(0), [`approve leave-1 ${adele.objectId}`])
    assert.deepEqual(emulator.getMessage(message.id).card?.body, makeBotCard('leave-1 is decided.').body)
  })

  it('W05: an outgoing webhook is answered once for each message', async () => {
    emulator.addChannel({ name: 'Questions' })
    const call = {
      url: `${origin}/teams`,
      key: WEBHOOK_KEY,
      text: 'what waits?',
      as: 'megan',
      channel: 'Questions',
    }
    const { callId, answer: reply, result } = await emulator.callTeamsWebhook(call)
    assert.equal(result.outcome, 'done', JSON.stringify(result))
    assert.equal(reply?.admission.mail.text, 'You asked: what waits?')
    assert.deepEqual(asked.splice(0), [`what waits? ${user('megan').objectId}`])

    const again = await emulator.replayTeamsWebhook(callId)
    assert.equal(again.result.outcome, 'refused')
    for (const fault of ['expired-token', 'future-token'] as const) {
      const off = await emulator.callTeamsWebhook({ ...call, fault })
      assert.deepEqual([off.result.outcome, off.result.status], ['refused', 401], fault)
    }
    const forged = await emulator.callTeamsWebhook({ ...call, key: randomBytes(32).toString('base64') })
    assert.deepEqual([forged.result.outcome, forged.result.status], ['refused', 401])
    assert.deepEqual(asked, [])
  })
})
