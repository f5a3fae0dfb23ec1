import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cardFindingCatalog, lintCard, type LintContext } from '../../../src/cards/index.js'
import { frameCases } from './cases/frame-cases.js'
import { httpCases } from './cases/http-cases.js'
import { inputCases } from './cases/input-cases.js'
import { linkCases } from './cases/link-cases.js'
import type { Json } from './cases/lint-case.js'
import { mailCases } from './cases/mail-cases.js'
import { messageCardCases } from './cases/message-card-cases.js'

const CASES = [...frameCases, ...httpCases, ...inputCases, ...linkCases, ...mailCases, ...messageCardCases]
const ATTACK = /^[A-Z]\d\d: /

describe('lint rules', () => {
  for (const [title, bad, good] of CASES) {
    const code = title.replace(ATTACK, '')
    it(title, () => {
      for (const [card, context] of bad)
        assert.ok(codesOf(card, context).includes(code), JSON.stringify(card).slice(0, 500))
      for (const [card, context] of good)
        assert.ok(!codesOf(card, context).includes(code), JSON.stringify(card).slice(0, 500))
    })
  }

  it('has a case for every finding in the catalogue', () => {
    // These have tests of their own in lint-card.test.ts and lint-message-card.test.ts.
    const covered = new Set(['CARD_UNREADABLE', 'CARD_KEY_DEVELOPER_SAMPLE', 'CARD_MESSAGE_TYPE'])
    for (const [title] of CASES) covered.add(title.replace(ATTACK, ''))
    assert.deepEqual(
      Object.keys(cardFindingCatalog).filter(
        (code) => !covered.has(code) && !code.startsWith('CARD_CONVERT_'),
      ),
      [],
    )
  })
})

function codesOf(card: Json, context?: LintContext): string[] {
  return lintCard(card, context).map(({ code }) => code)
}
