import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { loadPageModule } from '../load-page-module.js'

type Json = Readonly<Record<string, unknown>>

const { makeCardSafe } = await loadPageModule<{
  readonly makeCardSafe: (card: Json) => {
    readonly card: Json
    readonly blockedImages: number
    readonly blockedLinks: number
  }
}>('card/make-card-safe.ts')

const UNSAFE = [
  'javascript:alert(1)',
  ' JavaScript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'file:///etc/passwd',
  'java\nscript:x',
  '/own',
  '',
]

describe('makeCardSafe', () => {
  it('B12: leaves no picture in a card, wherever it stands, and says how many there were', () => {
    const picture = 'https://evil.example/p.png'
    const { card, blockedImages } = makeCardSafe({
      type: 'AdaptiveCard',
      backgroundImage: picture,
      body: [
        {
          type: 'Image',
          url: picture,
          id: 'i',
          selectAction: { type: 'Action.OpenUrl', url: 'https://good.example/' },
        },
        {
          type: 'ImageSet',
          images: [
            { type: 'Image', url: picture },
            { type: 'Image', url: picture },
          ],
        },
        {
          type: 'ColumnSet',
          columns: [
            { type: 'Column', backgroundImage: { url: picture }, items: [{ type: 'Image', url: picture }] },
          ],
        },
        { type: 'Media', poster: picture, sources: [{ url: picture }] },
        {
          type: 'ActionSet',
          actions: [{ type: 'Action.OpenUrl', url: 'https://good.example/', iconUrl: picture }],
        },
      ],
      fallback: { type: 'Image', url: picture },
    })
    assert.doesNotMatch(JSON.stringify(card), /evil\.example/)
    assert.equal(blockedImages, 8)
    assert.match(JSON.stringify(card), /"id":"i"/)
    assert.match(
      JSON.stringify(card),
      /"selectAction":\{"type":"Action.OpenUrl","url":"https:\/\/good.example\/"/,
    )
  })

  it('B12: leaves no unsafe link', () => {
    for (const url of UNSAFE) {
      const { card, blockedLinks } = makeCardSafe({
        type: 'AdaptiveCard',
        body: [{ type: 'Container', items: [], selectAction: { type: 'Action.OpenUrl', url } }],
      })
      assert.match(JSON.stringify(card), /"url":""/, url)
      assert.equal(blockedLinks, 1)
    }
  })

  it('changes nothing in a card that has neither', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc
            .string()
            .filter((name) => !['type', 'iconUrl', 'poster', 'backgroundImage', '__proto__'].includes(name)),
          fc.jsonValue(),
        ),
        (free) => {
          const json = { type: 'AdaptiveCard', free: JSON.parse(JSON.stringify(free)) as unknown }
          fc.pre(!/"(?:type|iconUrl|poster|backgroundImage|__proto__)"/.test(JSON.stringify(free)))
          assert.deepEqual(makeCardSafe(json).card, json)
        },
      ),
    )
  })
})
