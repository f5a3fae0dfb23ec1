import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { lintCard } from '../../../src/cards/index.js'

const cardWith = (part: object): Parameters<typeof lintCard>[0] => ({
  type: 'AdaptiveCard',
  version: '1.0',
  body: [{ type: 'TextBlock', text: 'x' }],
  ...part,
})

describe('links of a card', () => {
  for (const url of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
  ]) {
    it(`B12: ${url.slice(0, 12)}… opens nothing`, () => {
      const findings = lintCard(cardWith({ actions: [{ type: 'Action.OpenUrl', title: 'Open', url }] }))
      assert.ok(findings.some(({ severity, path }) => severity === 'error' && path?.startsWith('/actions/0')))
    })

    it(`B12: ${url.slice(0, 12)}… is no picture`, () => {
      const findings = lintCard(cardWith({ body: [{ type: 'Image', url }] }))
      assert.ok(findings.some(({ severity, path }) => severity === 'error' && path?.startsWith('/body/0')))
    })
  }
})
