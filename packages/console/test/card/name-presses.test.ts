import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { listCardButtons } from '@countersign/core'
import fc from 'fast-check'
import { loadPageModule } from '../load-page-module.js'

type Json = Readonly<Record<string, unknown>>

const { namePresses, PRESS_NAME } = await loadPageModule<{
  readonly namePresses: (card: Json) => Json
  readonly PRESS_NAME: string
}>('card/name-presses.ts')

const action = fc.record(
  {
    type: fc.constantFrom('Action.Http', 'Action.Http', 'Action.OpenUrl'),
    title: fc.constantFrom('Go', 'Stop'),
    id: fc.constantFrom('a', 'b', 'c'),
  },
  { requiredKeys: ['type', 'title'] },
)

const { card } = fc.letrec<{ card: Json; element: Json }>((tie) => ({
  element: fc.oneof(
    { maxDepth: 3 },
    fc.record({ type: fc.constant('TextBlock'), text: fc.string() }),
    fc.record({ type: fc.constant('ActionSet'), actions: fc.array(action, { maxLength: 3 }) }),
    fc.record({ type: fc.constant('Input.Text'), inlineAction: action }),
    // Free JSON of the author's: what looks like an action in there is none.
    fc.record({
      type: fc.constant('Input.Text'),
      data: fc.record({ actions: fc.array(action, { maxLength: 2 }) }),
    }),
    fc.record({
      type: fc.constant('Container'),
      items: fc.array(tie('element'), { maxLength: 3 }),
      selectAction: action,
    }),
  ),
  card: fc.record(
    {
      actions: fc.array(
        fc.oneof(
          action,
          fc.record({ type: fc.constant('Action.ShowCard'), title: fc.constant('More'), card: tie('card') }),
        ),
        { maxLength: 4 },
      ),
      type: fc.constant('AdaptiveCard'),
      autoInvokeAction: action,
      body: fc.array(tie('element'), { maxLength: 4 }),
    },
    { requiredKeys: ['type', 'body'] },
  ),
}))

describe('namePresses', () => {
  it('names each button so that the platform finds that very button', () => {
    fc.assert(
      fc.property(card, (json) => {
        const named = listCardButtons(namePresses(json))
        const buttons = listCardButtons(json)
        assert.equal(named.length, buttons.length)
        for (const [place, button] of named.entries()) {
          if (button.action.type !== 'Action.Http') continue
          const name = (button.action as unknown as Json)[PRESS_NAME]
          assert.equal(button.path, buttons[place]?.path)
          if (name !== button.action.id) assert.equal(name, String(place + 1))
        }
      }),
    )
  })

  it('changes nothing else', () => {
    fc.assert(
      fc.property(card, (json) => {
        const text = JSON.stringify(namePresses(json), (name, value: unknown) =>
          name === PRESS_NAME ? undefined : value,
        )
        assert.equal(text, JSON.stringify(json))
      }),
    )
  })
})
