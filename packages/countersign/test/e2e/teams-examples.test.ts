import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { describe, it } from 'node:test'
import type { OutlookCard } from '@countersign/core'
import { withEmulator, type Emulator } from '@countersign/emulator'
import { startExample, type ExampleService } from './example-service.js'

function findUser(emulator: Emulator, alias: string) {
  const user = emulator.users.find((each) => each.alias === alias)
  assert.ok(user)
  return user
}

async function waitForOutput(service: ExampleService, text: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (service.output.includes(text)) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  assert.fail(`"${text}" was not printed: ${service.output}`)
}

describe('examples/teams-channel', () => {
  it('R03, I04: an alert in a channel is decided once, by those who may', async () => {
    await withEmulator(async (emulator) => {
      const [adele, megan] = [findUser(emulator, 'adele'), findUser(emulator, 'megan')]
      const channel = emulator.addChannel({ name: 'Alerts' })
      await using service = await startExample(emulator, 'teams-channel/server.js', {
        COUNTERSIGN_PROFILE: 'substrate',
        COUNTERSIGN_AUDIENCE: 'https://alerts.example',
        COUNTERSIGN_OBJECT_IDS: `${adele.objectId},${megan.objectId}`,
        CHANNEL_URL: channel.webhookUrl,
        CHANNEL_TENANT: channel.tenantId,
        ON_CALL: adele.objectId,
      })
      const message = await emulator.waitForMessage(() => true, { timeoutMs: 30_000 })
      assert.equal(message.admission.outcome, 'shown', JSON.stringify(message.admission.findings))

      // On the list, but not on call; then not on the list at all.
      for (const as of ['megan', 'alex']) {
        assert.equal((await emulator.press(message.id, 'restart', { as })).status, 403, as)
      }
      const inputs = { reason: 'out of "memory"' }
      const pressed = await emulator.press(message.id, 'restart', {
        as: 'adele',
        inputs,
        fault: 'fifty-at-once',
      })
      assert.equal(pressed.status, 200, service.output)
      assert.match(JSON.stringify(pressed.refreshedCard), /It restarts: out of/)
      await waitForOutput(service, 'restart: web-7')
      assert.equal(service.output.match(/restart: web-7/g)?.length, 1)
      // Megan comes second: she sees what was decided.
      const second = await emulator.press(message.id, 'ignore', { as: 'megan' })
      assert.match(second.actionStatus ?? '', /decided already/)
      assert.ok(
        !service.output.includes(channel.webhookUrl.split('/').at(-1) ?? ''),
        'H05: the address is shown',
      )
    })
  })
})

describe('examples/bot', () => {
  it('R03, W05: a card of the bot is decided once by who may, and the webhook answers once', async () => {
    await withEmulator(async (emulator) => {
      const adele = findUser(emulator, 'adele')
      const appId = '1f0b4c44-6f0e-4e0e-9d6c-1b1ac8a7c001'
      const key = randomBytes(32).toString('base64')
      await using service = await startExample(emulator, 'bot/server.js', {
        COUNTERSIGN_BOT_APP_ID: appId,
        COUNTERSIGN_WEBHOOK_KEYS: key,
        APPROVER_TENANT: adele.tenantId,
        APPROVER_ID: adele.objectId,
      })
      const card = await fetchCard(service)
      const endpoint = `${service.url}/api/messages`
      const { id } = await emulator.postBotCard({ appId, endpoint, card, to: 'adele' })
      const opened = await emulator.open(id)
      assert.equal(opened?.outcome, 'done', service.output)
      assert.match(JSON.stringify(opened.refreshedCard), /waiting/)
      assert.notEqual((await emulator.press(id, 'grant', { as: 'megan' })).outcome, 'done')
      assert.doesNotMatch(service.output, /grant/)
      const pressed = await emulator.press(id, 'grant', {
        inputs: { comment: 'enjoy' },
        fault: 'fifty-at-once',
      })
      assert.equal(pressed.outcome, 'done', service.output)
      assert.match(JSON.stringify(emulator.getMessage(id).card), /grant: enjoy/)
      await waitForOutput(service, 'grant: 7')
      assert.equal(service.output.match(/grant: 7/g)?.length, 1)

      emulator.addChannel({ name: 'Leave' })
      const url = `${service.url}/api/teams-webhook`
      const asked = { url, key, text: 'and now?', channel: 'Leave' }
      const { callId, answer } = await emulator.callTeamsWebhook(asked)
      assert.match(answer?.admission.mail.text ?? '', /is grant: enjoy\. You asked: and now\?/)
      const again = await emulator.replayTeamsWebhook(callId)
      assert.deepEqual([again.result.outcome, again.result.status], ['refused', 401])
    })
  })
})

async function fetchCard(service: ExampleService): Promise<OutlookCard> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const response = await fetch(`${service.url}/card`).catch(() => undefined)
    if (response?.status === 200) return (await response.json()) as OutlookCard
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.fail(`there is no card: ${service.output}`)
}
