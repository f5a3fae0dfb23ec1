import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { findWebhook, isHostPattern, type WebhookHosts } from '../../src/channels/webhook-hosts.js'

const VENDOR: WebhookHosts = { patterns: undefined, emulatorOrigin: undefined }
const SECRET = '0f3b@9c/IncomingWebhook/5d1e/7a'

describe('addresses of channels', () => {
  it("takes the vendor's connectors by default", () => {
    for (const url of [
      `https://contoso.webhook.office.com/webhookb2/${SECRET}`,
      `https://outlook.office.com/webhook/${SECRET}`,
      `https://outlook.office365.com:443/webhook/${SECRET}`,
    ]) {
      assert.equal(findWebhook(url, VENDOR)?.protocol, 'https:', url)
    }
  })

  it('H05: takes nothing that could carry the secret, or a card, somewhere else', () => {
    for (const url of [
      `http://contoso.webhook.office.com/webhookb2/${SECRET}`,
      `https://contoso.webhook.office.com.evil.example/webhookb2/${SECRET}`,
      `https://evil.example/webhookb2/x?.webhook.office.com`,
      `https://evilwebhook.office.com/webhookb2/${SECRET}`,
      `https://webhook.office.com/webhookb2/${SECRET}`,
      `https://%2ewebhook.office.com/webhookb2/${SECRET}`,
      `https://contoso.webhook.office.com@evil.example/webhookb2/x`,
      `https://user:secret@contoso.webhook.office.com/webhookb2/x`,
      `https://contoso.webhook.office.com:8443/webhookb2/x`,
      `https://contoso.webhook.office.com\\@evil.example/webhookb2/x`,
      `https:contoso.webhook.office.com/webhookb2/x`,
      ` https://contoso.webhook.office.com/webhookb2/x`,
      `https://contoso.webhook.office.com/webhookb2/x#y`,
      `https://contoso.webhook.office.com/webhookb2/`,
      `https://contoso.webhook.office.com/other/x`,
      `https://outlook.office.com/owa/redir?target=x`,
      `https://outlook.office.com/webhook/../owa/x`,
      `https://prod-1.westeurope.logic.azure.com/workflows/1/triggers/manual`,
      `https://169.254.169.254/webhookb2/x`,
      `https://[::1]/webhookb2/x`,
      'file:///etc/passwd',
      '',
      undefined,
      7,
    ]) {
      assert.equal(findWebhook(url, VENDOR), undefined, String(url))
    }
  })

  it('takes the named hosts in their place, and http for the emulator alone', () => {
    const hosts: WebhookHosts = {
      patterns: ['prod-1.westeurope.logic.azure.com', '*.hooks.contoso.com'],
      emulatorOrigin: 'http://127.0.0.1:8787',
    }
    const take = (url: string) => findWebhook(url, hosts) !== undefined
    assert.ok(take('https://prod-1.westeurope.logic.azure.com:443/workflows/1?sig=s'))
    assert.ok(take('https://a.hooks.contoso.com/x'))
    assert.ok(take('http://127.0.0.1:8787/webhook/7/x'))
    assert.ok(!take('http://127.0.0.1:8788/webhook/7/x'))
    assert.ok(!take('http://localhost:8787/webhook/7/x'))
    assert.ok(!take('http://a.hooks.contoso.com/x'))
    assert.ok(!take('https://prod-2.westeurope.logic.azure.com/workflows/1'))
    assert.ok(!take('https://contoso.webhook.office.com/webhookb2/x'))
  })

  it('takes patterns of hosts that are no wider than a domain', () => {
    for (const good of ['a.example', '*.a.example', 'prod-1.westeurope.logic.azure.com'])
      assert.ok(isHostPattern(good))
    for (const bad of [
      '*',
      '*.com',
      '*.',
      'a',
      'A.example',
      'a.example:8443',
      '1.2.3.4',
      'a.*.example',
      'https://a.example',
      '',
      7,
    ]) {
      assert.ok(!isHostPattern(bad), String(bad))
    }
  })

  it('never finds an address elsewhere, whatever the text', () => {
    const part = fc.constantFrom(
      'https://',
      'webhook.office.com',
      '.',
      '@',
      '\\',
      '/',
      'evil.example',
      ':',
      '#',
      '?',
      '/webhookb2/x',
      'contoso',
      '%2e',
      '\t',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const found = findWebhook(parts.join(''), VENDOR)
        if (found === undefined) return
        assert.match(found.hostname, /^[a-z.]+\.webhook\.office\.com$/)
        assert.equal(found.origin, `https://${found.hostname}`)
      }),
      { numRuns: 2000 },
    )
  })
})
