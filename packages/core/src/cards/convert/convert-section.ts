import { isJsonObject, type JsonObject } from '../tree/json-object.js'
import { pointTo } from '../tree/json-pointer.js'
import type { Column, Container, Fact, Image, OutlookElement } from '../types/index.js'
import type { Conversion } from './conversion.js'
import { convertActions } from './convert-actions.js'
import { convertText } from './convert-text.js'
import { isTrue } from './is-true.js'
import { isGiven, listObjects } from './list-objects.js'
import { reportDropped } from './report-dropped.js'
import { toText } from '../tree/to-text.js'

const KNOWN = [
  ...['title', 'text', 'startGroup', 'activityImage', 'activityTitle', 'activitySubtitle', 'activityText'],
  ...['heroImage', 'facts', 'images', 'potentialAction'],
]

/** A section in the order in which Outlook draws it. */
export function convertSection(section: JsonObject, path: string, conversion: Conversion): Container {
  reportDropped(section, KNOWN, path, conversion)
  const { heroImage } = section
  if (isGiven(heroImage) && !isJsonObject(heroImage))
    conversion.report('CARD_CONVERT_FORM', `${path}/heroImage`)
  const images = listObjects(section, 'images', path, conversion)
  const facts = listObjects(section, 'facts', path, conversion)
  const actions = convertActions(section, 'potentialAction', path, conversion)
  const items: OutlookElement[] = [
    ...convertText(section, 'title', path, conversion, { size: 'medium', weight: 'bolder' }),
    ...convertActivity(section, path, conversion),
    ...(isJsonObject(heroImage) ? [convertImage(heroImage, `${path}/heroImage`, conversion, 'stretch')] : []),
    ...convertText(section, 'text', path, conversion),
    ...(facts.length === 0 ? [] : [convertFacts(facts, path, conversion)]),
    ...(images.length === 0
      ? []
      : [
          conversion.note(
            {
              type: 'ImageSet' as const,
              imageSize: 'medium' as const,
              images: images.map(([index, image]) =>
                convertImage(image, pointTo(`${path}/images`, index), conversion),
              ),
            },
            path,
          ),
        ]),
    ...(actions.length === 0
      ? []
      : [conversion.note({ type: 'ActionSet' as const, actions }, path, { actions: '/potentialAction' })]),
  ]
  const group = isTrue(section.startGroup)
    ? { separator: true, spacing: 'large' as const }
    : { spacing: 'medium' as const }
  return conversion.note({ type: 'Container', ...group, items }, path, {
    items: '',
    separator: '/startGroup',
  })
}

/** The picture to the left of the three texts. */
function convertActivity(section: JsonObject, path: string, conversion: Conversion): OutlookElement[] {
  const texts = [
    ...convertText(section, 'activityTitle', path, conversion, { weight: 'bolder' }),
    ...convertText(section, 'activitySubtitle', path, conversion, { isSubtle: true, spacing: 'none' }),
    ...convertText(section, 'activityText', path, conversion, { spacing: 'small' }),
  ]
  const { activityImage } = section
  if (isGiven(activityImage) && typeof activityImage !== 'string')
    conversion.report('CARD_CONVERT_FORM', `${path}/activityImage`)
  if (typeof activityImage !== 'string' || activityImage === '') return texts
  const picture: Image = { type: 'Image', url: activityImage, size: 'small', style: 'person' }
  const left: Column = {
    type: 'Column',
    width: 'auto',
    items: [conversion.note(picture, path, { url: '/activityImage' })],
  }
  const right: Column = { type: 'Column', width: 'stretch', items: texts }
  return [conversion.note({ type: 'ColumnSet', columns: [left, right] }, path)]
}

function convertImage(
  image: JsonObject,
  path: string,
  conversion: Conversion,
  size: 'stretch' | 'medium' = 'medium',
): Image {
  reportDropped(image, ['image', 'title'], path, conversion)
  const { image: url, title } = image
  const converted = {
    type: 'Image' as const,
    // As it stands, right or wrong: lint judges it.
    url: url as string,
    size,
    ...(typeof title === 'string' && title !== '' ? { altText: title } : {}),
  }
  return conversion.note(converted, path, { url: '/image', altText: '/title' })
}

function convertFacts(
  facts: readonly (readonly [number, JsonObject])[],
  path: string,
  conversion: Conversion,
): OutlookElement {
  const converted = facts.map(([index, fact]): Fact => {
    const at = pointTo(`${path}/facts`, index)
    reportDropped(fact, ['name', 'value'], at, conversion)
    return conversion.note({ title: toText(fact.name), value: toText(fact.value) }, at, { title: '/name' })
  })
  return conversion.note({ type: 'FactSet' as const, facts: converted }, path)
}
