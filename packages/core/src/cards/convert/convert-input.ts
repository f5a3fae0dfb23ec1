import { isJsonObject, type JsonObject } from '../tree/json-object.js'
import { pointTo } from '../tree/json-pointer.js'
import type { InputChoice, OutlookInput } from '../types/index.js'
import type { Conversion } from './conversion.js'
import { isTrue } from './is-true.js'
import { reportDropped } from './report-dropped.js'
import { toText } from '../tree/to-text.js'

const SHARED = ['@type', 'id', 'title', 'value', 'isRequired']
/** How date and time are asked for in text: ISO 8601, as `Input.Date` and `Input.Time` write them. */
const TIME_PLACEHOLDER = 'YYYY-MM-DDThh:mm'

const KNOWN_TYPES: readonly unknown[] = ['TextInput', 'DateInput', 'MultichoiceInput']

/** Others are left out. */
export function isKnownInput(input: JsonObject): boolean {
  return KNOWN_TYPES.includes(input['@type'])
}

/** Undefined for an input of an unknown type. */
export function convertInput(
  input: JsonObject,
  path: string,
  conversion: Conversion,
): OutlookInput | undefined {
  const own = convertOwnMembers(input, path, conversion)
  if (own === undefined) return undefined
  const id = conversion.inputIds.idOf(input) ?? input.id
  if (id !== input.id) conversion.report('CARD_CONVERT_INPUT_ID', `${path}/id`)
  const { title, value } = input
  const converted = {
    ...own,
    ...(id === undefined ? {} : { id }),
    ...(typeof title === 'string' && title !== '' ? { label: title } : {}),
    ...(typeof value === 'string' ? { value } : {}),
    ...(isTrue(input.isRequired) ? { isRequired: true, errorMessage: 'A value is needed here.' } : {}),
  }
  // The id is taken over as it stands, right or wrong: lint judges it.
  return conversion.note(converted as unknown as OutlookInput, path, {
    label: '/title',
    placeholder: '/title',
  })
}

function convertOwnMembers(input: JsonObject, path: string, conversion: Conversion): JsonObject | undefined {
  const { title, maxLength } = input
  const placeholder = typeof title === 'string' && title !== '' ? { placeholder: title } : {}
  switch (input['@type']) {
    case 'TextInput':
      reportDropped(input, [...SHARED, 'isMultiline', 'maxLength'], path, conversion)
      return {
        type: 'Input.Text',
        ...placeholder,
        ...(isTrue(input.isMultiline) ? { isMultiline: true } : {}),
        ...(typeof maxLength === 'number' ? { maxLength } : {}),
      }
    case 'DateInput':
      reportDropped(input, [...SHARED, 'includeTime'], path, conversion)
      if (!isTrue(input.includeTime)) return { type: 'Input.Date' }
      conversion.report('CARD_CONVERT_TIME', path)
      return { type: 'Input.Text', placeholder: TIME_PLACEHOLDER }
    case 'MultichoiceInput':
      reportDropped(input, [...SHARED, 'choices', 'isMultiSelect', 'style'], path, conversion)
      return {
        type: 'Input.ChoiceSet',
        ...placeholder,
        ...(isTrue(input.isMultiSelect) ? { isMultiSelect: true } : {}),
        style: input.style === 'expanded' || isTrue(input.isMultiSelect) ? 'expanded' : 'compact',
        choices: convertChoices(input.choices, path, conversion),
      }
    default:
      return undefined
  }
}

function convertChoices(choices: unknown, path: string, conversion: Conversion): InputChoice[] {
  const list: unknown[] = Array.isArray(choices) ? choices : []
  return list.flatMap((choice, index) => {
    if (!isJsonObject(choice)) return []
    const at = pointTo(`${path}/choices`, index)
    reportDropped(choice, ['display', 'value'], at, conversion)
    const { display, value } = choice
    const converted: InputChoice = { title: toText(display) || toText(value), value: toText(value) }
    return [conversion.note(converted, at, { title: '/display' })]
  })
}
