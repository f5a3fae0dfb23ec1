import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import type { ActionExecute, HttpAnswer } from '@countersign/core'
import { composeInvoke, createBotService, findExecute, type Invoke } from '../support/bot-service.js'
import { sealClaims } from '../support/forge-request.js'
import { ALEX, NOON } from '../support/test-platform.js'
import { platform } from '../support/test-service.js'

/** Where a connector's call can go wrong, each with something recognisable in it. */
const calls: Readonly<Record<string, Partial<Invoke>>> = {
  'a good one': { inputs: { comment: 'SECRET-input-1' } },
  'an input that is too long': { inputs: { comment: 'SECRET-input-2'.repeat(50) } },
  'another person': { person: ALEX, inputs: { comment: 'SECRET-input-3' } },
  'another verb': { verb: 'SECRET-verb-4' },
  'a token for another bot': { tokenClaims: { aud: 'SECRET-audience-5' } },
  'a token of another issuer': { tokenClaims: { iss: 'https://SECRET-issuer-6.example' } },
  'another service URL in the token': { tokenClaims: { serviceurl: 'https://SECRET-service-7.example/' } },
  'another service URL in the activity': { activity: { serviceUrl: 'https://SECRET-service-8.example/' } },
  'another channel': { activity: { channelId: 'SECRET-channel-9' } },
  'another tenant': { activity: { conversation: { id: 'a:1', tenantId: 'SECRET-tenant-10' } } },
  'no object id': { activity: { from: { id: '29:x', name: 'SECRET-name-11', aadObjectId: 'SECRET-id-12' } } },
  'another invoke': { activity: { name: 'SECRET-invoke-13' } },
  'no action': { activity: { value: { action: 'SECRET-action-14' } } },
  'a claim that nobody reads': { tokenClaims: { name: 'SECRET-name-15', jti: 'SECRET-jti-16' } },
}

describe('the endpoint of a bot', () => {
  it('H05: no token, key, claim or input is in an event or an answer, whatever comes', async () => {
    const t = createBotService()
    const card = await t.cardFor()
    const good = await platform.mintBot({ now: NOON, claims: { nonce: 'SECRET-nonce-17' } })
    const sealed = sealClaims({ correlationId: 'SECRET-correlation-18' })
    const answers: HttpAnswer[] = []
    for (const call of Object.values(calls)) answers.push(await t.press(card, 'approve', call))
    answers.push(await t.refresh(card, { tokenClaims: { name: 'SECRET-name-19' } }))
    for (const token of [good, `${good}x`, good.slice(0, -30), sealed, 'SECRET-token-20']) {
      for (const cst of [sealed, `${sealed}x`, good, 'SECRET-garbage-21', { a: 'SECRET-object-22' }]) {
        const action = findExecute(card, 'approve')
        const changed: ActionExecute = { ...action, data: { ...(action.data as object), cst } }
        const body = Buffer.from(JSON.stringify(composeInvoke(changed, {})))
        const headers = [['authorization', `Bearer ${token}`] as [string, string]]
        answers.push(await t.bot.handle({ method: 'POST', url: '/api/messages', headers, body }))
        const cut = body.subarray(0, -20)
        answers.push(await t.bot.handle({ method: 'POST', url: '/api/messages', headers, body: cut }))
      }
    }
    const written = inspect({ events: t.events, answers }, { depth: 12, maxStringLength: null })
    assert.doesNotMatch(written, /SECRET/i)
    assert.ok(!written.includes(good.slice(-40)), 'no signature of a token')
    assert.ok(!written.includes(sealed.slice(-20)), 'no limited-purpose token')
    assert.ok(answers.length > 60)
    // They got as far as they should: some into the handler, some past the connector's token, some not even there.
    const codes = new Set(t.events.flatMap((event) => ('code' in event ? [event.code] : [])))
    for (const code of [
      'ERR_TOKEN_AUDIENCE',
      'ERR_TOKEN_SERVICE_URL',
      'ERR_ACTION_DECISION',
      'ERR_ACTION_FORBIDDEN',
    ])
      assert.ok(codes.has(code as never), `${code} of ${[...codes].join()}`)
  })
})
