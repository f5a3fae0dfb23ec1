import type { JsonObject } from '../tree/json-object.js'
import { isJsonObject } from '../tree/json-object.js'
import { cleanText } from './clean-text.js'

/** One input as lines: its label, and where its value goes. */
export function renderInput(input: JsonObject): string[] {
  const name = cleanText(input.label) || cleanText(input.placeholder) || cleanText(input.id)
  const label = input.isRequired === true ? `${name} *` : name
  switch (input.type) {
    case 'Input.Toggle':
      return [`[${isOn(input) ? 'x' : ' '}] ${cleanText(input.title) || label}`]
    case 'Input.ChoiceSet':
      return [`${label}:`, ...renderChoices(input)]
    default:
      return [`${label}: [${cleanText(input.value).replaceAll('\n', ' ') || '________'}]`]
  }
}

function isOn(toggle: JsonObject): boolean {
  return toggle.value !== undefined && toggle.value === (toggle.valueOn ?? 'true')
}

function renderChoices(input: JsonObject): string[] {
  const [open, close] = input.isMultiSelect === true ? ['[', ']'] : ['(', ')']
  const chosen = cleanText(input.value).split(',')
  const choices: unknown[] = Array.isArray(input.choices) ? input.choices : []
  return choices.filter(isJsonObject).map((choice) => {
    const mark = chosen.includes(cleanText(choice.value)) ? 'x' : ' '
    return `  ${open}${mark}${close} ${cleanText(choice.title)}`
  })
}
