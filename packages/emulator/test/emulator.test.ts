import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { decodeCompactJws } from '@countersign/core'
import { withEmulator } from '../src/index.js'
import { makeCard, makeMail, makeProvider, ORIGINATOR, SENDER, TARGET } from './support/example-provider.js'
import { startRecordingService } from './support/recording-service.js'
import { sendSmtp } from './support/smtp-client.js'

const REFRESHED = makeCard({
  body: [{ type: 'TextBlock', text: 'Expense 1234 was approved.' }],
  actions: [{ type: 'Action.OpenUrl', title: 'Open', url: `${TARGET}/expenses/1234` }],
})

describe('the whole loop', async () => {
  const service = await startRecordingService(() => ({
    headers: {
      'CARD-UPDATE-IN-BODY': 'true',
      'CARD-ACTION-STATUS': 'Recorded.',
      'Content-Type': 'application/json',
    },
    body: JSON.stringify(REFRESHED),
  }))
  after(() => service.close())

  it('takes a signed card over SMTP, presses its button with an Entra v1 token, and shows the refresh card', async () => {
    await withEmulator(async (emulator) => {
      emulator.registerProvider(await makeProvider(service.origin))
      const raw = await makeMail(makeCard())
      const reply = await sendSmtp(emulator.smtp.port, SENDER, ['adele@contoso.example'], raw)
      assert.match(reply, /^250 /)

      const message = await emulator.waitForMessage()
      assert.equal(message.id, 1)
      assert.deepEqual(
        message.admission.findings.filter(({ severity }) => severity === 'error'),
        [],
      )
      assert.equal(message.admission.outcome, 'shown')
      assert.equal(
        Buffer.from(await emulator.readRaw(1))
          .toString()
          .trimEnd(),
        raw,
      )

      const result = await emulator.press(1, 'approve', { inputs: { comment: 'fine by me' } })
      assert.equal(result.outcome, 'done', JSON.stringify(result))
      assert.equal(result.status, 200)
      assert.equal(result.actor.alias, 'adele')

      const [request] = service.requests
      assert.ok(request)
      assert.equal(request.method, 'POST')
      assert.equal(request.url, '/actions/expense?id=1234')
      assert.equal(request.body, 'comment=fine by me')
      assert.equal(request.headers.host, 'expenses.contoso.example')
      assert.equal(request.headers['content-type'], 'text/plain')
      assert.equal(request.headers['card-correlation-id'], '9c8d1c5e-7c0b-4a55-a5a9-2a3c0e8c9d01')
      assert.match(String(request.headers['action-request-id']), /^[0-9a-f-]{36}$/)
      const [scheme, token = ''] = String(request.headers.authorization).split(' ')
      assert.equal(scheme, 'Bearer')
      const { payload } = decodeCompactJws(token)
      assert.equal(payload.ver, '1.0')
      assert.equal(payload.upn, 'adele@contoso.example')
      assert.equal(payload.aud, `api://auth-am-${ORIGINATOR}/${ORIGINATOR}`)

      assert.deepEqual(result.refreshedCard, REFRESHED)
      assert.deepEqual(emulator.getMessage(1).card, REFRESHED)
      assert.equal(emulator.getMessage(1).presses.length, 1)
    })
  })
})
