import assert from 'node:assert/strict'
import { built } from '../support/built.mjs'
import { laterOutcomeOf, outcomeOf } from '../support/outcome.mjs'

const { decodeInputs, encodeInputs, substituteInputs } = await built('core', 'cards/index.js')
const { writeField } = await built('core', 'cards/inputs/multipart-field.js')

const BOUNDARY = 'countersign-0123456789abcdef'
const TYPE = `multipart/form-data; boundary=${BOUNDARY}`
const bodyOf = (fields) =>
  `${Object.entries(fields)
    .map(([name, value]) => writeField(BOUNDARY, name, value))
    .join('')}--${BOUNDARY}--\r\n`

/** What is read is what would be written; undici's reader of forms agrees wherever it reads the body at all. */
async function checkInputs(input) {
  const { value: fields } = outcomeOf(() => decodeInputs(TYPE, input))
  if (fields === undefined) return
  assert.equal(Object.getPrototypeOf(fields), null)
  assert.deepEqual(listParts(input.toString('utf8')), listParts(bodyOf(fields)), 'another spelling was read')
  const { value: form } = await laterOutcomeOf(() => readForm(input))
  if (form === undefined) return
  assert.deepEqual([...form].sort(), Object.entries(fields).sort())
}

/** In any order, for an object has its own for names that are numbers; the case of a head does not count. */
function listParts(body) {
  return body.toLowerCase().trimEnd().split(`--${BOUNDARY}`).sort()
}

async function readForm(body) {
  try {
    return await new Response(body, { headers: { 'content-type': TYPE } }).formData()
  } catch {
    return undefined
  }
}

/** The input's lines are what people typed: every text arrives unchanged, or the whole body is refused. */
function checkRoundTrip(input) {
  const values = input.toString('utf8').split('\u0001').slice(0, 20)
  const names = values.map((_, index) => `field${index}`)
  const { body, headers } = encodeInputs(names)
  const typed = Object.fromEntries(names.map((name, index) => [name, values[index]]))
  const { value: read } = outcomeOf(() =>
    decodeInputs(headers[0].value, Buffer.from(substituteInputs(body, typed))),
  )
  if (read !== undefined) assert.deepEqual({ ...read }, typed)
  else assert.ok(input.length > 50_000, 'a text that a person typed was refused')
}

export const targets = [
  {
    name: 'inputs',
    seeds: [
      bodyOf({}),
      bodyOf({ comment: 'fine' }),
      bodyOf({ a: '', b: '\r\n--x\r\n', '\u00e9': '"' }),
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\nc\r\n--${BOUNDARY}--`,
    ],
    dictionary: [
      `--${BOUNDARY}`,
      `\r\n--${BOUNDARY}\r\n`,
      `--${BOUNDARY}--\r\n`,
      'Content-Disposition: form-data; name="',
      '"',
      '; filename="x"',
      '\r\n\r\n',
      '\r\n',
      '\n',
      '__proto__',
      'Content-Type: text/plain',
    ],
    check: checkInputs,
  },
  {
    name: 'input-round-trip',
    seeds: [
      'fine by me',
      '"}\r\n--countersign-\u0001{{field0.value}}\u0001\u0000',
      '{{field1.value}}\u0001{{',
    ],
    dictionary: [
      '{{field0.value}}',
      '{{',
      '}}',
      '\r\n',
      '--countersign-',
      '\u0001',
      '"',
      '\\',
      '\u2028',
      'Content-Disposition: form-data; name="field0"\r\n\r\n',
    ],
    check: checkRoundTrip,
  },
]
