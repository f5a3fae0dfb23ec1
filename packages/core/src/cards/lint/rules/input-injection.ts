import { findPlaceholders } from '../../inputs/substitute-inputs.js'
import { isJsonObject, stringMember, type JsonObject } from '../../tree/json-object.js'
import { toText } from '../../tree/to-text.js'
import { defineFindings } from '../finding-definition.js'
import { listSubstituted, type SubstitutedText } from '../list-substituted.js'
import { defineRule, type Report } from '../lint-rule.js'

const findings = defineFindings({
  CARD_INPUT_IN_JSON: {
    severity: 'error',
    message:
      'Free text is substituted into a JSON body, without escaping: a quote breaks or changes the body.',
    hint: 'Write headers and body with encodeInputs.',
  },
  CARD_INPUT_IN_JSON_LIMITED: {
    severity: 'warning',
    message:
      'An input is substituted into a JSON body: what the card limits, a modified client need not respect.',
    hint: 'Write headers and body with encodeInputs, or check the parsed body strictly.',
  },
  CARD_INPUT_IN_FORM: {
    severity: 'error',
    message: 'An input is substituted into a URL-encoded body, without escaping: & and = change the body.',
    hint: 'Write headers and body with encodeInputs.',
  },
  CARD_INPUT_IN_HOST: {
    severity: 'error',
    message: 'An input is substituted into the host of the url: whoever types chooses who gets the token.',
    hint: 'Write the host out, and send the input in the body.',
  },
  CARD_INPUT_IN_PATH: {
    severity: 'error',
    message: 'An input is substituted into the path of the url, without escaping.',
    hint: 'Send the input in the body, written with encodeInputs.',
  },
  CARD_INPUT_IN_QUERY: {
    severity: 'warning',
    message: 'An input is substituted into the query of the url, without escaping: & and # change the url.',
    hint: 'Send the input in the body, written with encodeInputs.',
  },
  CARD_INPUT_IN_HEADER: {
    severity: 'error',
    message: 'An input is substituted into a header, without escaping.',
    hint: 'Send the input in the body, written with encodeInputs.',
  },
})

type Code = keyof typeof findings

/** Inputs whose values the card limits: a number, a date, one of some choices. */
const LIMITED_INPUTS = new Set(['Input.Number', 'Input.Date', 'Input.Toggle', 'Input.ChoiceSet'])

/** B01: the platform substitutes without escaping, so that text can reach out of its place. */
export const inputInjectionRule = defineRule<Code>({
  findings,
  check({ httpActions, inputs }, report) {
    const types = new Map(inputs.map(({ node }) => [node.id, node.type]))
    for (const action of httpActions) {
      const contentType = readContentType(action.node)
      for (const place of listSubstituted(action)) {
        const placeholders = findPlaceholders(place.text)
        if (placeholders.length === 0) continue
        if (place.member === 'header') report('CARD_INPUT_IN_HEADER', place.path)
        else if (place.member === 'url') checkUrl(place, report)
        else {
          const isLimited = placeholders.every(({ name }) => LIMITED_INPUTS.has(toText(types.get(name))))
          checkBody(place, contentType, isLimited, report)
        }
      }
    }
  },
})

function checkUrl({ text, path }: SubstitutedText, report: Report<Code>): void {
  const hostEnd = text.search(/(?<=^[^/?#]*:\/\/[^/?#]*)[/?#]/)
  const pathEnd = text.search(/[?#]/)
  const indexes = findPlaceholders(text).map(({ index }) => index)
  const authority = hostEnd < 0 ? text.length : hostEnd
  const query = pathEnd < 0 ? text.length : pathEnd
  if (indexes.some((index) => index < authority)) report('CARD_INPUT_IN_HOST', path)
  if (indexes.some((index) => index >= authority && index < query)) report('CARD_INPUT_IN_PATH', path)
  if (indexes.some((index) => index >= authority && index >= query)) report('CARD_INPUT_IN_QUERY', path)
}

function checkBody(
  place: SubstitutedText,
  contentType: string,
  isLimited: boolean,
  report: Report<Code>,
): void {
  if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) report('CARD_INPUT_IN_FORM', place.path)
  else if (
    /\bjson\b/i.test(contentType) ||
    (contentType === '' && /^\s*[[{](?!\{[^{}]+\.value\}\})/.test(place.text))
  )
    report(isLimited ? 'CARD_INPUT_IN_JSON_LIMITED' : 'CARD_INPUT_IN_JSON', place.path)
}

function readContentType(action: JsonObject): string {
  const headers: unknown[] = Array.isArray(action.headers) ? action.headers : []
  const header = headers
    .filter(isJsonObject)
    .find(({ name }) => typeof name === 'string' && name.toLowerCase() === 'content-type')
  return header === undefined ? '' : (stringMember(header, 'value') ?? '')
}
