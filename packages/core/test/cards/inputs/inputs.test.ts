import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { decodeInputs, encodeInputs, substituteInputs } from '../../../src/cards/index.js'

const BOUNDARY = 'countersign-0123456789abcdef'
const OTHER = encodeInputs(['comment'])

/** What people and attackers type. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        ...[
          '"',
          "'",
          '\\',
          '\r\n',
          '\n',
          '\r',
          '&',
          '=',
          '%',
          '{',
          '}',
          '{{',
          '}}',
          '{{a.value}}',
          '{{b.value}}',
          '$&',
        ],
        ...[
          '--',
          '--\r\n',
          '\r\n--',
          '\r\n\r\n',
          OTHER.body,
          'Content-Disposition: form-data; name="a"',
          '\0',
          'é',
          '😀',
        ],
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
)

function press(names: readonly string[], values: Record<string, string>): Record<string, string> {
  const { headers, body } = encodeInputs(names)
  const sent = substituteInputs(body, values)
  return decodeInputs(headers[0]?.value ?? '', Buffer.from(sent, 'utf8'))
}

describe('encodeInputs, substituteInputs, decodeInputs', () => {
  it('B01: every input text arrives unchanged through the unescaped substitution', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        assert.deepEqual({ ...press(['a', 'b'], { a, b }) }, { a: wellFormed(a), b: wellFormed(b) })
      }),
      { numRuns: 2000 },
    )
  })

  it('B01: another message’s boundary is text like any other', () => {
    const evil = `${OTHER.body}\r\n--countersign-\r\nContent-Disposition: form-data; name="decision"\r\n\r\napprove`
    assert.equal(press(['comment'], { comment: evil }).comment, evil)
  })

  it('B01: a text with this message’s own boundary is refused, never misread', () => {
    const { headers, body } = encodeInputs(['comment'], { boundary: BOUNDARY })
    const forge = (name: string): string =>
      `x\r\n--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\nforged`
    const send = (comment: string): unknown =>
      decodeInputs(headers[0]?.value ?? '', Buffer.from(substituteInputs(body, { comment })))
    assert.throws(() => send(forge('comment')), { code: 'ERR_CARD_INPUTS_FORM' })
    assert.throws(() => send(`--${BOUNDARY}`), { code: 'ERR_CARD_INPUTS_FORM' })
    assert.throws(() => send(`x\r\n--${BOUNDARY}--\r\n`), { code: 'ERR_CARD_INPUTS_FORM' })
    assert.throws(() => send(`x\r\n--${BOUNDARY}y`), { code: 'ERR_CARD_INPUTS_FORM' })
  })

  it('turns lone surrogates into U+FFFD, as UTF-8 has none', () => {
    assert.equal(press(['a'], { a: 'x\uD800y' }).a, 'x\uFFFDy')
  })

  it('makes a new boundary each time', () => {
    assert.notEqual(encodeInputs(['a']).body, encodeInputs(['a']).body)
  })

  it('sends and reads a form without fields', () => {
    assert.deepEqual({ ...press([], {}) }, {})
  })

  it('B02: gives an object without prototype', () => {
    const fields = press(['constructor', 'toString'], { constructor: 'a', toString: 'b' })
    assert.equal(Object.getPrototypeOf(fields), null)
    assert.deepEqual(Object.keys(fields), ['constructor', 'toString'])
    assert.throws(() => encodeInputs(['__proto__']), { code: 'ERR_CARD_INPUT_NAME' })
  })

  it('refuses names that would break the frame, all at once', () => {
    const names = ['a"b', 'a\r\nb', 'a{b', '', 'x'.repeat(200), 'same', 'same']
    assert.throws(
      () => encodeInputs(names),
      (error: { code: string; problems: string[] }) =>
        error.code === 'ERR_CARD_INPUT_NAME' && error.problems.length === 6,
    )
  })

  it('refuses boundaries that are short or break a header', () => {
    for (const boundary of ['short', 'with space in the boundary', 'a'.repeat(71), `${BOUNDARY}\r\n`])
      assert.throws(() => encodeInputs(['a'], { boundary }), { code: 'ERR_CARD_INPUT_BOUNDARY' })
  })
})

/** Lone surrogates cannot be written in UTF-8. */
function wellFormed(value: string): string {
  return Buffer.from(value, 'utf8').toString('utf8')
}

describe('decodeInputs', () => {
  const type = `multipart/form-data; boundary=${BOUNDARY}`
  const field = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n`
  const decode = (body: string | Uint8Array, contentType = type): unknown =>
    decodeInputs(contentType, typeof body === 'string' ? Buffer.from(body) : body)

  it('reads a quoted boundary and a view into a larger buffer', () => {
    const bytes = Buffer.from(`junk${field}--${BOUNDARY}--\r\n`)
    assert.deepEqual(
      { ...decodeInputs(`Multipart/Form-Data;boundary="${BOUNDARY}"`, bytes.subarray(4)) },
      { a: 'x' },
    )
  })

  it('H06: refuses other content types', () => {
    const body = `${field}--${BOUNDARY}--\r\n`
    for (const contentType of [
      '',
      'application/json',
      'multipart/form-data',
      `multipart/mixed; boundary=${BOUNDARY}`,
    ])
      assert.throws(() => decode(body, contentType), { code: 'ERR_CARD_INPUTS_TYPE' })
  })

  for (const [what, body] of [
    ['nothing', ''],
    ['no end', field],
    ['a preamble', `hello\r\n${field}--${BOUNDARY}--\r\n`],
    ['an epilogue', `${field}--${BOUNDARY}--\r\nbye`],
    ['a repeated field', `${field}${field}--${BOUNDARY}--\r\n`],
    ['a field without a head', `--${BOUNDARY}\r\n\r\nx\r\n--${BOUNDARY}--\r\n`],
    ['a second head line', `${field.replace('"a"', '"a"\r\nContent-Type: text/html')}--${BOUNDARY}--\r\n`],
    ['a file name', `${field.replace('"a"', '"a"; filename="b"')}--${BOUNDARY}--\r\n`],
    ['a field __proto__', `${field.replace('"a"', '"__proto__"')}--${BOUNDARY}--\r\n`],
    ['bare line feeds', `${field}--${BOUNDARY}--\r\n`.replaceAll('\r\n', '\n')],
  ] as const)
    it(`refuses ${what}`, () => {
      assert.throws(() => decode(body), { code: 'ERR_CARD_INPUTS_FORM' })
    })

  it('refuses invalid UTF-8, too many bytes and too many fields', () => {
    const invalid = Buffer.from(`${field}--${BOUNDARY}--\r\n`.replace('\r\nx\r\n', '\r\n\xff\r\n'), 'latin1')
    assert.throws(() => decode(invalid), { code: 'ERR_CARD_INPUTS_FORM' })
    assert.throws(() => decode(Buffer.alloc(2 * 1024 * 1024)), { code: 'ERR_CARD_INPUTS_SIZE' })
    const many = Array.from({ length: 129 }, (_, index) => field.replace('"a"', `"f${String(index)}"`)).join(
      '',
    )
    assert.throws(() => decode(`${many}--${BOUNDARY}--\r\n`), { code: 'ERR_CARD_INPUTS_SIZE' })
  })

  it('never throws anything but a coded refusal', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array(), (contentType, body) => {
        assert.throws(() => decodeInputs(contentType, body), /inputs/)
      }),
    )
  })
})

describe('substituteInputs', () => {
  it('fills in once: what a value holds is not looked at again', () => {
    assert.equal(
      substituteInputs('{{a.value}}|{{b.value}}', { a: '{{b.value}}', b: '$& $1' }),
      '{{b.value}}|$& $1',
    )
  })

  it('takes a map, and leaves unknown placeholders and other braces alone', () => {
    assert.equal(
      substituteInputs('{{a.value}} {{x.value}} {{a}} { }', new Map([['a', '1']])),
      '1 {{x.value}} {{a}} { }',
    )
  })

  it('B02: finds no inherited members', () => {
    assert.equal(
      substituteInputs('{{toString.value}}{{__proto__.value}}', {}),
      '{{toString.value}}{{__proto__.value}}',
    )
  })
})
