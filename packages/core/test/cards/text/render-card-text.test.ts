import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { parseCard, renderCardText } from '../../../src/cards/index.js'
import { exampleCard } from '../example-card.js'
import { readVector } from '../read-vector.js'

describe('renderCardText', () => {
  it('draws texts, columns, facts, inputs and numbered actions', () => {
    assert.equal(
      renderCardText(parseCard(readVector('cards/expense.json'))),
      [
        'Expense 1234',
        'Taxi  EUR 42.00',
        'Requested by: Alex Wilber',
        'Date:         2026-11-20',
        'Comment: [________]',
        '',
        '[1] Approve',
        '[2] Reject',
        '[3] Open in Expenses: https://expenses.example/items/1234',
        '',
      ].join('\n'),
    )
  })

  it('draws the other inputs, rich text, containers and shown cards', () => {
    const text = renderCardText({
      type: 'AdaptiveCard',
      version: '1.2',
      body: [
        { type: 'RichTextBlock', inlines: ['Total ', { type: 'TextRun', text: '42' }] },
        {
          type: 'Container',
          items: [
            { type: 'Input.Toggle', id: 't', title: 'Urgent', value: 'true' },
            {
              type: 'Input.ChoiceSet',
              id: 'c',
              label: 'Cost centre',
              isRequired: true,
              value: 'b',
              choices: [
                { title: 'Sales', value: 'a' },
                { title: 'Travel', value: 'b' },
              ],
            },
          ],
        },
        { type: 'TextBlock', text: 'not to be seen', isVisible: false },
        { type: 'Image', url: 'https://a.example/x.png', altText: 'a receipt', separator: true },
      ],
      actions: [
        {
          type: 'Action.ShowCard',
          title: 'More',
          card: {
            type: 'AdaptiveCard',
            actions: [{ type: 'Action.OpenUrl', title: 'Site', url: 'https://a.example' }],
          },
        },
      ],
    })
    assert.equal(
      text,
      [
        'Total 42',
        '[x] Urgent',
        'Cost centre *:',
        '  ( ) Sales',
        '  (x) Travel',
        '--------------------',
        '[image: a receipt]',
        '',
        '[1] More',
        '    [2] Site: https://a.example',
        '',
      ].join('\n'),
    )
  })

  it('breaks long lines, and sets columns below each other that do not fit', () => {
    const long = 'word '.repeat(40).trim()
    const items = [{ type: 'TextBlock', text: long }] as const
    const text = renderCardText(
      exampleCard({ body: [{ type: 'ColumnSet', columns: [{ items }, { items }] }] }),
    )
    assert.ok(text.split('\n').every((line) => line.length <= 76))
    assert.equal(text.match(/word/g)?.length, 80)
  })

  it('O01: lets no control character, escape sequence or turn of direction through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const text = renderCardText(
          exampleCard({
            body: [
              { type: 'TextBlock', text: `\u001b[2J${value}\u202e` },
              { type: 'FactSet', facts: [{ title: value, value }] },
              { type: 'Input.Text', id: 'i', label: value, value },
            ],
            actions: [{ type: 'Action.OpenUrl', title: value, url: value }],
          }),
        )
        // eslint-disable-next-line no-control-regex -- control characters are the point
        assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
      }),
    )
  })

  it('draws any JSON without an error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (body, actions) => {
        const card = { type: 'AdaptiveCard', version: '1.0', body, actions }
        assert.equal(
          typeof renderCardText(parseCard(JSON.stringify(card).replaceAll('__proto__', 'p'))),
          'string',
        )
      }),
    )
  })
})
