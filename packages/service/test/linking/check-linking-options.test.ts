import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CountersignTypeError } from '@countersign/core'
import { createMemoryLinkStore } from '@countersign/ledger/links'
import { checkLinkingOptions } from '../../src/linking/check-linking-options.js'
import type { LinkingOptions } from '../../src/index.js'

const trustEmulator = { metadata: 'http://127.0.0.1:8787/issuers', keyThumbprint: 'x'.repeat(43) }
const good: LinkingOptions = {
  url: 'https://expenses.contoso.com/link',
  store: createMemoryLinkStore(),
  account: () => undefined,
  login: () => '/login',
}

function problemsOf(options: unknown, trust?: typeof trustEmulator): readonly string[] {
  try {
    checkLinkingOptions(options as LinkingOptions, trust)
    return []
  } catch (error) {
    assert.ok(error instanceof CountersignTypeError)
    assert.equal(error.code, 'ERR_CONFIG_LINKING')
    return error.problems
  }
}

describe('checkLinkingOptions', () => {
  it('completes what is left out', () => {
    const { path, origin, isHttps, linkLifetimeMs, redirectOrigins } = checkLinkingOptions(good, undefined)
    assert.deepEqual(
      { path, origin, isHttps, linkLifetimeMs },
      {
        path: '/link',
        origin: 'https://expenses.contoso.com',
        isHttps: true,
        linkLifetimeMs: 90 * 86_400_000,
      },
    )
    assert.deepEqual([...redirectOrigins], ['https://outlook.office.com'])
  })

  it('names everything that is wrong at once', () => {
    const problems = problemsOf({
      url: 'http://expenses.contoso.com/link',
      path: 'link',
      store: {},
      account: 'me',
      login: undefined,
      proof: true,
      redirectHosts: ['https://x.example', 'x.example:1', 'X.example', 'localhost', '127.0.0.1'],
      linksExpireIn: 'for ever',
    })
    assert.equal(problems.length, 8)
  })

  it('the URL is one that the page can be recognised by', () => {
    for (const url of [
      'https://u@expenses.contoso.com/link',
      'https://expenses.contoso.com/link?a=b',
      'https://expenses.contoso.com/link#a',
      'https://EXPENSES.contoso.com/link',
      'https://expenses.contoso.com:443/link',
      'http://127.0.0.1:8080/link',
      '/link',
      'javascript:alert(1)',
    ])
      assert.equal(problemsOf({ ...good, url }).length, 1, url)
  })

  it('O03, E02: with an emulator its own origin takes the place of the platform', () => {
    const url = 'http://127.0.0.1:9000/link'
    const { redirectOrigins, isHttps } = checkLinkingOptions({ ...good, url }, trustEmulator)
    assert.deepEqual([...redirectOrigins], ['http://127.0.0.1:8787'])
    assert.equal(isHttps, false)
    assert.equal(problemsOf({ ...good, url: 'http://expenses.contoso.com/link' }, trustEmulator).length, 1)
    assert.equal(problemsOf({ ...good, url: 'http://127.0.0.1.evil.example/link' }, trustEmulator).length, 1)
  })

  it('further hosts are named by the operator', () => {
    const { redirectOrigins } = checkLinkingOptions(
      { ...good, redirectHosts: ['outlook.office365.us'] },
      undefined,
    )
    assert.deepEqual([...redirectOrigins], ['https://outlook.office.com', 'https://outlook.office365.us'])
  })
})
