import assert from 'node:assert/strict'
import { built } from '../support/built.mjs'
import { outcomeOf } from '../support/outcome.mjs'
import { readVectors } from '../support/vectors.mjs'

const cards = await built('core', 'cards/index.js')

const SEVERITIES = ['error', 'warning', 'info']
const messageCard = JSON.stringify({
  '@type': 'MessageCard',
  '@context': 'https://schema.org/extensions',
  summary: 'An expense',
  sections: [{ title: '**Adele**', facts: [{ name: 'Amount', value: '120' }], potentialAction: [] }],
  potentialAction: [
    { '@type': 'HttpPOST', name: 'Approve', target: 'https://a.example/x', body: '{{comment.value}}' },
    {
      '@type': 'ActionCard',
      name: 'Comment',
      inputs: [
        { '@type': 'TextInput', id: 'comment', isMultiline: true },
        { '@type': 'MultichoiceInput', id: 'choice', choices: [{ display: 'A', value: '1' }] },
        { '@type': 'DateInput', id: 'day' },
      ],
      actions: [{ '@type': 'OpenUri', name: 'See', targets: [{ os: 'default', uri: 'https://a.example' }] }],
    },
  ],
})

/** Any JSON may come as a card: lint has something to say, and everything else refuses with a code or works. */
function checkCard(input) {
  const text = input.toString('utf8')
  const findings = cards.lintCardText(text, { recipients: ['adele@contoso.example'] })
  for (const { code, severity, hint } of findings)
    assert.ok(code && hint && SEVERITIES.includes(severity), code)
  const { value: parsed, code } = outcomeOf(() => (cards.parseAnyCard ?? cards.parseCard)(text))
  if (code !== undefined) {
    assert.ok(findings.length > 0, `refused as ${code}, and lint says nothing`)
    return
  }
  const before = JSON.stringify(parsed)
  const card = parsed['@type'] === 'MessageCard' ? checkConversion(parsed) : parsed
  // eslint-disable-next-line no-control-regex -- finding control characters is the purpose
  assert.doesNotMatch(cards.renderCardText(parsed), /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  for (const { action } of cards.listCardButtons(card)) assert.equal(typeof action, 'object')
  checkBinding(card)
  checkEmbedding(card)
  assert.equal(JSON.stringify(parsed), before, 'the card was changed')
}

function checkConversion(messageCard) {
  const { card, findings } = cards.convertMessageCard(messageCard)
  for (const { code, severity } of findings) assert.ok(code && SEVERITIES.includes(severity))
  assert.equal(card.type, 'AdaptiveCard')
  return card
}

function checkBinding(card) {
  const { value: bound } = outcomeOf(() =>
    cards.bindCard(card, {
      decisions: ['approve', 'reject'],
      url: 'https://a.example/act',
      tokenFor: () => 'a.b.c',
    }),
  )
  if (bound === undefined) return
  for (const { action } of cards.walkActions(bound))
    if (action.type === 'Action.Http' && ['approve', 'reject'].includes(action.id))
      assert.equal(new URL(action.url).searchParams.get('cst'), 'a.b.c')
}

/** What is embedded is what is found, whatever the texts of the card say. */
function checkEmbedding(card) {
  const { value: html } = outcomeOf(() =>
    cards.embedCard('<html><head></head><body>hello</body></html>', card),
  )
  if (html === undefined) return
  const found = cards.extractCards(html)
  assert.equal(found.length, 1)
  assert.deepEqual(JSON.parse(found[0].text), JSON.parse(JSON.stringify(card)))
}

export const targets = [
  {
    name: 'card',
    seeds: [
      ...readVectors('cards', '.json'),
      messageCard,
      '{"type":"AdaptiveCard","version":"1.0","body":[],"actions":[{"type":"Action.Http","id":"approve","method":"POST","url":"https://a.example","body":"{{a.value}}"}]}',
    ],
    dictionary: [
      '"type":"Action.Http"',
      '"type":"AdaptiveCard"',
      '"@type":"MessageCard"',
      '"@type":"HttpPOST"',
      '"id":"approve"',
      '"actions":[',
      '"items":[',
      '"columns":',
      '{{a.value}}',
      '</script>',
      '<!--',
      '\u2028',
      '"__proto__":',
      '"constructor":',
      'null',
      '{}',
      '[]',
      '"headers":[{"name":"Host","value":"x"}]',
      'javascript:',
      '"isVisible":false',
    ],
    check: checkCard,
  },
]
