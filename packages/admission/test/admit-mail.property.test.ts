import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { compose, PLAIN_HEADERS } from './support/compose.js'
import { admit, codesOf, signedHtml, STRANGER, unsignedHtml } from './support/world.js'
import { readMessage } from '../src/read/read-message.js'

const signed = await compose({ html: await signedHtml() })
const unsigned = await compose({ html: unsignedHtml() })
const expectedSigned = (await admit(signed)).card
const expectedUnsigned = (await admit(unsigned)).card

interface Mutation {
  readonly at: number
  readonly drop: number
  readonly insert: Uint8Array
}

const insertion = fc.oneof(
  fc.uint8Array({ maxLength: 6 }),
  fc
    .constantFrom(
      '\r\n',
      '\n',
      ' ',
      '=',
      '--',
      'From: x@evil.example\r\n',
      'To: alex@contoso.example\r\n',
      '\r\n\r\n',
      '<!--',
      '"',
      ';',
      'l=1; ',
    )
    .map((text) => Buffer.from(text)),
)
const mutation = (length: number): fc.Arbitrary<Mutation> =>
  fc.record({ at: fc.nat(length), drop: fc.nat(8), insert: insertion })

function mutate(raw: Buffer, mutations: readonly Mutation[]): Buffer {
  return mutations.reduce(
    (bytes, { at, drop, insert }) =>
      Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + drop)]),
    raw,
  )
}

function isUntouched(original: Buffer, changed: Buffer, keys: readonly string[]): boolean {
  const [one, other] = [readMessage(original), readMessage(changed)].map(({ fields }) =>
    keys.map((key) =>
      fields.filter((field) => field.key === key).map(({ value }) => value.replace(/\s+/g, ' ')),
    ),
  )
  return JSON.stringify(one) === JSON.stringify(other)
}

describe('admitMail over arbitrary input', () => {
  it('never throws, never breaks a step and never shows a card for arbitrary bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
        const admission = await admit(bytes)
        assert.notEqual(admission.outcome, 'shown')
        assert.ok(!codesOf(admission).includes('ADMISSION_STEP_FAILED'))
      }),
      { numRuns: 300 },
    )
  })

  it('never throws and never shows a card for arbitrary pieces of mails', async () => {
    const piece = fc.constantFrom(
      ...PLAIN_HEADERS.map((line) => `${line}\r\n`),
      'Content-Type: multipart/mixed; boundary=b\r\n',
      'Content-Transfer-Encoding: base64\r\n',
      'DKIM-Signature: v=1; a=rsa-sha256; d=contoso.example; s=s1; h=From; bh=AA==; b=AA==\r\n',
      'ARC-Seal: i=1; cv=none\r\n',
      '\r\n',
      '--b\r\n',
      '--b--\r\n',
      ' folded\r\n',
      '=?utf-8?q?',
      '\0',
      unsignedHtml(),
      unsignedHtml().replace('</html>', ''),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
        const admission = await admit(Buffer.from(pieces.join('')), { envelope: STRANGER })
        assert.notEqual(admission.outcome, 'shown')
        assert.ok(!codesOf(admission).includes('ADMISSION_STEP_FAILED'))
      }),
      { numRuns: 500 },
    )
  })

  it('D02 D06: shows an unsigned card of a mutated mail only when nothing that counts was touched', async () => {
    let shown = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(mutation(unsigned.length), { minLength: 1, maxLength: 3 }),
        async (mutations) => {
          const changed = mutate(unsigned, mutations)
          const admission = await admit(changed, { envelope: STRANGER })
          assert.ok(!codesOf(admission).includes('ADMISSION_STEP_FAILED'))
          if (admission.outcome !== 'shown') return
          shown++
          assert.deepEqual(admission.card, expectedUnsigned)
          assert.ok(isUntouched(unsigned, changed, ['from', 'to', 'cc', 'date', 'subject', 'content-type']))
        },
      ),
      // One that changes nothing, so that something is shown whatever the seed.
      { numRuns: 600, examples: [[[{ at: 0, drop: 0, insert: Buffer.alloc(0) }]]] },
    )
    assert.ok(shown > 0, 'what was not changed is shown')
  })

  it('B04 B09: shows a signed card of a mutated mail only with its recipients, its sender and its own text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(mutation(signed.length), { minLength: 1, maxLength: 3 }),
        async (mutations) => {
          const admission = await admit(mutate(signed, mutations), { envelope: STRANGER })
          assert.ok(!codesOf(admission).includes('ADMISSION_STEP_FAILED'))
          if (admission.outcome !== 'shown') return
          assert.deepEqual(admission.card, expectedSigned)
          assert.equal(admission.mail.from?.address.toLowerCase(), 'approvals@contoso.example')
          assert.deepEqual(
            [...admission.mail.to, ...admission.mail.cc].map(({ address }) => address.toLowerCase()),
            ['adele@contoso.example'],
          )
        },
      ),
      { numRuns: 600 },
    )
  })
})
