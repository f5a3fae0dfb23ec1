import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CountersignTypeError } from '@countersign/core'
import { createService } from '../../src/index.js'
import { AUDIENCE, BOT_APP_ID, SCOPE, TENANT } from '../support/test-platform.js'
import { platform } from '../support/test-service.js'

/** As JavaScript passes them, which knows no types. */
function problemsOf(options: Readonly<Record<string, unknown>>): string {
  const good = { audience: AUDIENCE, scope: SCOPE, tenants: [TENANT], jwks: platform.jwks }
  try {
    createService({ ...good, ...options })
  } catch (error) {
    assert.ok(error instanceof CountersignTypeError, String(error))
    assert.equal(error.code, 'ERR_CONFIG_INVALID')
    return error.problems.join('\n')
  }
  return assert.fail('it was accepted')
}

describe('options of another form than a list', () => {
  it('K03: tenants given as one text, or with something else in the list', () => {
    for (const tenants of [TENANT, 5, { tenantId: TENANT }]) {
      assert.match(problemsOf({ tenants }), /^tenants must be a list/m)
    }
    for (const entry of [null, 5, {}, { tenantId: 5 }, { tenantId: TENANT, domains: 'contoso.com' }]) {
      assert.match(problemsOf({ tenants: [TENANT, entry] }), /^tenants: entry 2/m)
    }
  })

  it('webhookHosts given as one text', () => {
    for (const webhookHosts of ['logic.azure.com', 5, {}]) {
      assert.match(problemsOf({ webhookHosts }), /^webhookHosts must be a list/m)
    }
  })

  it('W03: what is wrong with the bot is told under its own names', () => {
    for (const appId of [undefined, '', 5, 'my-bot']) {
      const problems = problemsOf({ bot: { appId, jwks: platform.botJwks } })
      assert.match(problems, /^bot\.appId: give/m)
      assert.doesNotMatch(problems, /audience/)
    }
    const cloud = problemsOf({ bot: { appId: BOT_APP_ID, cloud: 'mars', jwks: platform.botJwks } })
    assert.match(cloud, /^bot\.cloud: /m)
  })
})
