import type { JsonObject } from '../tree/json-object.js'
import { pointTo } from '../tree/json-pointer.js'
import type { OutlookCard, OutlookElement } from '../types/index.js'
import type { Conversion } from './conversion.js'
import { convertActions } from './convert-actions.js'
import { convertSection } from './convert-section.js'
import { convertText } from './convert-text.js'
import { isTrue } from './is-true.js'
import { listObjects } from './list-objects.js'
import { reportDropped } from './report-dropped.js'

const KNOWN = [
  ...['@type', '@context', 'summary', 'text', 'title', 'themeColor', 'sections', 'potentialAction'],
  ...['originator', 'correlationId', 'expectedActors', 'hideOriginalBody'],
]
/** Members that both kinds have. */
const SHARED = ['originator', 'correlationId', 'expectedActors'] as const

export function convertFrame(card: JsonObject, conversion: Conversion): OutlookCard {
  reportDropped(card, KNOWN, '', conversion)
  if (card.themeColor !== undefined) conversion.report('CARD_CONVERT_THEME_COLOR', '/themeColor')
  if (card.summary !== undefined) conversion.report('CARD_CONVERT_SUMMARY', '/summary')
  const title = convertText(card, 'title', '', conversion, {
    size: 'large',
    weight: 'bolder',
    style: 'heading',
  })
  const body: OutlookElement[] = [...title, ...convertText(card, 'text', '', conversion)]
  for (const [index, section] of listObjects(card, 'sections', '', conversion))
    body.push(convertSection(section, pointTo('/sections', index), conversion))
  const actions = convertActions(card, 'potentialAction', '', conversion)
  if (JSON.stringify([body, actions]).includes('"Action.Http"')) conversion.report('CARD_CONVERT_STATUS', '')
  // A card of nothing but a summary would be empty.
  if (body.length === 0) body.push(...convertText(card, 'summary', '', conversion))
  const converted: Record<string, unknown> = {
    type: 'AdaptiveCard',
    version: '1.0',
    ...Object.fromEntries(
      SHARED.filter((name) => card[name] !== undefined).map((name) => [name, card[name]]),
    ),
    ...(isTrue(card.hideOriginalBody) ? { hideOriginalBody: true } : {}),
    ...(typeof card.summary === 'string' ? { fallbackText: card.summary } : {}),
    body,
    ...(actions.length === 0 ? {} : { actions }),
  }
  // Members that both kinds have are taken over as they stand, right or wrong: lint judges them.
  return conversion.note(converted as unknown as OutlookCard, '', {
    fallbackText: '/summary',
    actions: '/potentialAction',
  })
}
