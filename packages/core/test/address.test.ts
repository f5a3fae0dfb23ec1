import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { normalizeAddress } from '../src/address.js'
import { refusalCode } from './refusal-code.js'

describe('normalizeAddress', () => {
  it('folds ASCII case over the whole address', () => {
    assert.equal(normalizeAddress('AdeleV@Contoso.COM'), 'adelev@contoso.com')
  })

  it('I03: folds no plus-tag and no dot', () => {
    const spellings = [
      'adele.v@contoso.com',
      'adelev@contoso.com',
      'adelev+x@contoso.com',
      'adelev@mail.contoso.com',
    ]
    assert.equal(new Set(spellings.map(normalizeAddress)).size, spellings.length)
  })

  it('I03: refuses look-alikes that Unicode mappings turn into ASCII', async () => {
    const lookAlikes = [
      'adele\u212A@contoso.com', // KELVIN SIGN, lower-cases to k
      'ad\u0435le@contoso.com', // CYRILLIC SMALL LETTER IE
      'adele@\uFF43ontoso.com', // FULLWIDTH c
      'adele@contoso\u3002com', // IDEOGRAPHIC FULL STOP
      'ade\u0131e@contoso.com',
      'adele@conto\u00DFo.com',
      'adele\u200B@contoso.com',
      'adele@contoso.com\u0000',
    ]
    for (const address of lookAlikes)
      assert.equal(await refusalCode(() => normalizeAddress(address)), 'ERR_TOKEN_ADDRESS')
  })

  it('I03: refuses whatever is not one plain address', async () => {
    const others = [
      '',
      '@',
      'adele',
      'adele@',
      '@contoso.com',
      ' adele@contoso.com',
      'adele@contoso.com ',
      'adele@contoso.com\n',
      'adele@contoso.com.',
      'adele@@contoso.com',
      'a@b@contoso.com',
      '"adele"@contoso.com',
      '"a@evil.com"@contoso.com',
      'Adele <adele@contoso.com>',
      'adele@contoso.com,alex@contoso.com',
      'adele(x)@contoso.com',
      'adele@[127.0.0.1]',
      'adele@-contoso.com',
      'adele@contoso..com',
      '.adele@contoso.com',
      'ade..le@contoso.com',
      `${'a'.repeat(65)}@contoso.com`,
      `adele@${'a'.repeat(64)}.com`,
      `adele@${'a.'.repeat(130)}com`,
    ]
    for (const address of others) {
      assert.equal(
        await refusalCode(() => normalizeAddress(address)),
        'ERR_TOKEN_ADDRESS',
        JSON.stringify(address),
      )
    }
    assert.equal(
      await refusalCode(() => normalizeAddress(undefined as unknown as string)),
      'ERR_TOKEN_ADDRESS',
    )
  })

  it('I03: a result is ASCII, stable, and equal only for spellings that differ in ASCII case', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.emailAddress(), (left, right) => {
        const folded = normalizeAddress(left)
        assert.match(folded, /^[\x21-\x7e]+$/)
        assert.equal(normalizeAddress(folded), folded)
        assert.equal(folded === normalizeAddress(right), left.toLowerCase() === right.toLowerCase())
      }),
    )
  })

  it('refuses or normalises any text, within linear time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        try {
          assert.match(normalizeAddress(text), /^[^@]+@[^@]+$/)
        } catch (error) {
          assert.equal((error as { code?: string }).code, 'ERR_TOKEN_ADDRESS')
        }
      }),
    )
  })
})
