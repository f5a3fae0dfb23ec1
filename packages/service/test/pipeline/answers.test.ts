import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspect } from 'node:util'
import { answer, errorCatalog, type ErrorCode, type HttpAnswer } from '@countersign/core'
import { createMemoryLedger } from '@countersign/ledger/memory'
import { classifyRefusal, refusalWire } from '../../src/pipeline/refusal-map.js'
import { forgeRequest, sealClaims } from '../support/forge-request.js'
import { ADELE, ALEX, NOON } from '../support/test-platform.js'
import { createTestService, headerOf, platform, refusalsOf } from '../support/test-service.js'

/** What a caller can tell apart. */
function visible({ status, headers, body }: HttpAnswer): string {
  return JSON.stringify({ status, headers, body })
}

describe('refusals', () => {
  it('O02: before the actor is established every refusal reads alike', async () => {
    const t = createTestService()
    const cst = sealClaims()
    const good = await t.mint(ADELE)
    const now = NOON
    const bad = [
      good.slice(0, -4),
      `${good}AAAA`,
      await platform.mintEntra(ADELE, { now, claims: { aud: 'a0b1c2d3-0000-4000-8000-000000000000' } }),
      await platform.mintEntra(ADELE, { now, claims: { scp: 'Other' } }),
      await platform.mintEntra(ADELE, { now, claims: { azp: '00000000-0000-4000-8000-000000000000' } }),
      await platform.mintEntra(ADELE, { now, claims: { exp: NOON / 1000 - 3600 } }),
      await platform.mintEntra(ADELE, { now, claims: { tid: '00000000-0000-4000-8000-000000000001' } }),
      await platform.mintSubstrate(ADELE, { now }),
      cst,
      'x',
    ]
    const seen = new Set<string>()
    for (const token of bad) seen.add(visible(await t.handler.handle(forgeRequest({ token, cst }))))
    seen.add(visible(await t.handler.handle({ ...forgeRequest({ token: good, cst }), headers: [] })))
    assert.equal(seen.size, 1)
    assert.equal(new Set(refusalsOf(t.events)).size > 4, true, 'inside the codes differ')
    assert.deepEqual(t.runs, [])
  })

  it('O02: after it every refusal by limited-purpose token, actor or policy reads alike', async () => {
    const t = createTestService()
    const token = await t.mint(ADELE)
    const seen = new Set<string>()
    for (const cst of [
      undefined,
      'x',
      sealClaims({ actors: [{ address: ALEX.address }] }),
      sealClaims({ kind: 'leave' }),
      sealClaims({ decision: 'delete' }),
      sealClaims({ sender: 'other@contoso.com' }),
      sealClaims({ correlationId: 'c-1' }),
    ]) {
      seen.add(
        visible(await t.handler.handle(forgeRequest({ token, ...(cst === undefined ? {} : { cst }) }))),
      )
    }
    const guest = await t.mint({ ...ADELE, guest: true })
    seen.add(visible(await t.handler.handle(forgeRequest({ token: guest, cst: sealClaims() }))))
    assert.equal(seen.size, 1)
    assert.equal(new Set(refusalsOf(t.events)).size, 8)
  })

  it('every code of the toolkit has its place in the map', () => {
    for (const code of Object.keys(errorCatalog) as ErrorCode[]) {
      assert.ok(refusalWire[classifyRefusal(code)].status >= 400, code)
    }
    assert.equal(classifyRefusal('ERR_TOKEN_SIGNATURE'), 'unauthenticated')
    assert.equal(classifyRefusal('ERR_ISSUER_FETCH' as ErrorCode), 'unauthenticated')
    assert.equal(classifyRefusal('ERR_LIMITED_SEAL'), 'forbidden')
    assert.equal(classifyRefusal('ERR_LEDGER_FULL'), 'unavailable')
  })

  it("O01: no status text, not even a handler's, can add a header", async () => {
    const t = createTestService({ handler: () => answer.done('ok\r\nSet-Cookie: a=b\u2028') })
    const answered = await t.press(await t.send(), 'approve')
    assert.equal(headerOf(answered, 'card-action-status'), 'ok Set-Cookie: a=b')
  })

  it('O05: verifyAction either resolves or rejects, never both, and never with half a token', async () => {
    const t = createTestService()
    const authorization = `Bearer ${await t.mint(ADELE)}`
    const { actor, token } = await t.service.verifyAction({ authorization })
    assert.deepEqual(actor, {
      tenantId: ADELE.tenantId,
      objectId: ADELE.objectId,
      displayName: ADELE.address,
    })
    assert.equal(token.profile, 'entra')
    let outcomes = 0
    const tampered = t.service.verifyAction({ authorization: authorization.slice(0, -3) })
    await tampered.then(
      () => (outcomes += 10),
      () => (outcomes += 1),
    )
    assert.equal(outcomes, 1)
    await assert.rejects(t.service.verifyAction({}), { code: 'ERR_REQUEST_TOKEN_ABSENT' })
  })

  it('an unexpected failure is 503 outside and an event inside', async () => {
    const t = createTestService({
      kind: {
        input: {
          '~standard': {
            version: 1,
            vendor: 'x',
            validate: () => {
              throw new RangeError('boom')
            },
          },
        } as never,
      },
    })
    const answered = await t.press(await t.send(), 'approve')
    assert.equal(answered.status, 503)
    assert.ok(t.events.some((event) => event.type === 'service.failed' && event.error instanceof RangeError))
  })
})

describe('secrets', () => {
  it('H05: no token, key or claim value is in any event or answer of any path', async () => {
    const t = createTestService({ ledger: createMemoryLedger({ now: () => NOON }) })
    const card = await t.send()
    const marks = {
      upn: 'SECRET-upn-1',
      name: 'SECRET-name-2',
      email: 'SECRET-mail-3',
      uti: 'SECRET-uti-4',
      xms: 'SECRET-xms-5',
    }
    const token = await platform.mintEntra(ADELE, { now: NOON, claims: marks })
    const wrongTenant = await platform.mintEntra(ADELE, {
      now: NOON,
      claims: { ...marks, tid: 'SECRET-tid-6' },
    })
    const wrongScope = await platform.mintEntra(ADELE, {
      now: NOON,
      claims: { ...marks, scp: 'SECRET-scope-7' },
    })
    const sealed = sealClaims({ correlationId: 'SECRET-correlation-8' })
    const limited = [
      sealed,
      sealClaims({ kind: 'SECRET-kind-9' }),
      sealClaims({ sender: 'secret-sender-10@contoso.com' }),
    ]
    const answers: HttpAnswer[] = []
    for (const bearer of [token, wrongTenant, wrongScope, `${token}x`, sealed]) {
      for (const cst of [...limited, 'SECRET-garbage-11']) {
        answers.push(await t.handler.handle(forgeRequest({ token: bearer, cst })))
        answers.push(
          await t.handler.handle(forgeRequest({ token: bearer, cst, body: '{"a":"SECRET-body-12' })),
        )
        answers.push(
          await t.handler.handle(
            forgeRequest({ token: bearer, cst, headers: { 'action-request-id': 'SECRET request-13' } }),
          ),
        )
      }
    }
    answers.push(await t.press(card, 'approve', ADELE, { token, inputs: { comment: 'SECRET-input-14' } }))
    answers.push(
      await t.press(card, 'approve', ADELE, { token, inputs: { comment: 'SECRET-input-14'.repeat(100) } }),
    )
    answers.push(await t.press(card, 'approve', ALEX))
    await assert.rejects(
      t.service.verifyAction({ authorization: `Bearer ${wrongScope}` }),
      (error: Error) => {
        assert.doesNotMatch(inspect(error, { depth: 9 }), /SECRET/i)
        return true
      },
    )
    const written = inspect({ events: t.events, answers }, { depth: 12, maxStringLength: null })
    assert.doesNotMatch(written, /SECRET|secret-sender/)
    assert.ok(!written.includes(token.slice(-40)), 'no signature of a token')
    assert.ok(!written.includes(sealed.slice(-20)), 'no limited-purpose token')
    assert.ok(answers.length > 60)
  })
})
