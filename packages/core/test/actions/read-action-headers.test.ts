import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { MAX_ACTION_TOKEN_LENGTH, MAX_REQUEST_ID_LENGTH, readActionHeaders } from '../../src/actions/index.js'
import type { ActionTokenHeader, HeaderInput } from '../../src/actions/index.js'
import { refusalCode } from '../refusal-code.js'

const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJhIjoxfQ.c2ln'
const BEARER = `Bearer ${TOKEN}`

const refuse = async (headers: HeaderInput, code: string, header?: ActionTokenHeader): Promise<void> => {
  const options = header === undefined ? {} : { header }
  assert.equal(await refusalCode(() => readActionHeaders(headers, options)), code)
}

describe('readActionHeaders', () => {
  it('reads token, ids and content type from pairs, Headers, records and arrays', () => {
    const record = {
      Authorization: BEARER,
      'Card-Correlation-Id': 'c-1',
      'Action-Request-Id': 'r-1',
      'Content-Type': 'application/json',
    }
    const expected = { token: TOKEN, correlationId: 'c-1', requestId: 'r-1', contentType: 'application/json' }
    assert.deepEqual(readActionHeaders(record), expected)
    assert.deepEqual(readActionHeaders(Object.entries(record)), expected)
    assert.deepEqual(readActionHeaders(new Headers(record)), expected)
    const lists = Object.fromEntries(Object.entries(record).map(([name, value]) => [name, [value]]))
    assert.deepEqual(readActionHeaders(lists), expected)
  })

  it('takes the scheme in any case, and an empty Authorization beside Action-Authorization', () => {
    assert.equal(readActionHeaders({ authorization: `bEARER ${TOKEN}` }).token, TOKEN)
    const headers = { authorization: '', 'action-authorization': BEARER }
    assert.equal(readActionHeaders(headers, { header: 'action-authorization' }).token, TOKEN)
  })

  it('H01: accepts both headers only with the same token', async () => {
    for (const header of ['authorization', 'action-authorization'] as const) {
      const same = { authorization: BEARER, 'action-authorization': BEARER }
      assert.equal(readActionHeaders(same, { header }).token, TOKEN)
      const unlike = { authorization: BEARER, 'action-authorization': `${BEARER}x` }
      await refuse(unlike, 'ERR_REQUEST_TOKEN_CONFLICT', header)
    }
    const basic = { authorization: 'Basic dXNlcg==', 'action-authorization': BEARER }
    await refuse(basic, 'ERR_REQUEST_TOKEN_ABSENT', 'action-authorization')
  })

  it('H02: refuses repeated and comma-joined headers', async () => {
    for (const name of [
      'authorization',
      'action-authorization',
      'card-correlation-id',
      'action-request-id',
      'content-type',
    ]) {
      const pairs: [string, string][] = [
        ['authorization', BEARER],
        [name, 'x'],
        [name.toUpperCase(), 'x'],
      ]
      await refuse(name === 'authorization' ? pairs.slice(1) : pairs, 'ERR_REQUEST_HEADER')
    }
    await refuse(
      [
        ['Authorization', BEARER],
        ['authorization', BEARER],
      ],
      'ERR_REQUEST_HEADER',
    )
    await refuse({ authorization: [BEARER, BEARER] }, 'ERR_REQUEST_HEADER')
    await refuse({ authorization: `${BEARER}, ${BEARER}` }, 'ERR_REQUEST_TOKEN_ABSENT')
    const joined = new Headers({ authorization: BEARER })
    joined.append('authorization', BEARER)
    await refuse(joined, 'ERR_REQUEST_TOKEN_ABSENT')
  })

  it('H03: refuses a token without the scheme, with it twice, with spaces, in a cookie or elsewhere', async () => {
    for (const value of [
      TOKEN,
      `Bearer Bearer ${TOKEN}`,
      `Bearer  ${TOKEN}`,
      `Bearer\t${TOKEN}`,
      `Bearer ${TOKEN} x`,
      `Token ${TOKEN}`,
      'Bearer',
      'Bearer ',
      '',
    ]) {
      await refuse({ authorization: value }, 'ERR_REQUEST_TOKEN_ABSENT')
    }
    await refuse({ cookie: `authorization=${BEARER}` }, 'ERR_REQUEST_TOKEN_ABSENT')
    await refuse({ 'x-authorization': BEARER, 'proxy-authorization': BEARER }, 'ERR_REQUEST_TOKEN_ABSENT')
  })

  it('H04: refuses a token that came through the header of the other kind of route', async () => {
    await refuse({ 'action-authorization': BEARER }, 'ERR_REQUEST_TOKEN_ABSENT')
    await refuse({ authorization: BEARER }, 'ERR_REQUEST_TOKEN_ABSENT', 'action-authorization')
    await refuse({ authorization: '', 'action-authorization': BEARER }, 'ERR_REQUEST_TOKEN_ABSENT')
  })

  it('H08: refuses ids with line breaks, controls, spaces or over-long ones', async () => {
    for (const name of ['card-correlation-id', 'action-request-id']) {
      for (const value of [
        'a\r\nx: y',
        'a\nb',
        'a\u0000b',
        'a b',
        'ä',
        'x'.repeat(MAX_REQUEST_ID_LENGTH + 1),
      ]) {
        await refuse(
          [
            ['authorization', BEARER],
            [name, value],
          ],
          'ERR_REQUEST_HEADER',
        )
      }
    }
  })

  it('R05: refuses a correlation id that was sent twice', async () => {
    const id: [string, string] = ['card-correlation-id', 'c-1']
    await refuse([['authorization', BEARER], id, id], 'ERR_REQUEST_HEADER')
  })

  it('refuses an over-long token before anything else is done with it', async () => {
    await refuse({ authorization: `Bearer ${'a'.repeat(MAX_ACTION_TOKEN_LENGTH + 1)}` }, 'ERR_REQUEST_HEADER')
  })

  it('H05: never repeats what a header held', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12, unit: 'grapheme-ascii' }), (secret) => {
        try {
          readActionHeaders([
            ['authorization', `Bearer ${secret} ${secret}`],
            ['card-correlation-id', secret],
          ])
        } catch (error) {
          assert.ok(error instanceof Error && !error.message.includes(secret))
        }
      }),
    )
  })
})
