import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isRedirectAllowed, readRedirectUrl } from '../../src/linking/redirect-url.js'

const GUID = '723a1c49-f8dc-4063-843e-d4c2b7180b8b'
const GOOD = `https://outlook.office.com/connectors/adelev@contoso.com/${GUID}/postAuthenticate`
const origins = new Set(['https://outlook.office.com'])

describe('readRedirectUrl', () => {
  it("takes the vendor's documented form as it stands", () => {
    assert.equal(readRedirectUrl({ 'Identity-Linking-Redirect-Url': ` ${GOOD} ` }, origins), GOOD)
    const irish = GOOD.replace('adelev', "o'brien+x")
    assert.equal(readRedirectUrl([['identity-linking-redirect-url', irish]], origins), irish)
  })

  it('O03: refuses every shape of an open redirect', () => {
    const path = `/connectors/a@contoso.com/${GUID}/postAuthenticate`
    const bad = [
      '',
      'https://outlook.office.com.evil.example' + path,
      'https://evil.example' + path,
      'https://evil.example/?https://outlook.office.com' + path,
      `https://outlook.office.com@evil.example${path}`,
      `https://outlook.office.com:x@evil.example${path}`,
      `https://evil@outlook.office.com${path}`,
      `https://evil.example\\@outlook.office.com${path}`,
      `https://outlook.office.com\\.evil.example${path}`,
      `https:\\\\outlook.office.com${path}`,
      `https:/\\evil.example${path}`,
      `//outlook.office.com${path}`,
      `//evil.example${path}`,
      path,
      `http://outlook.office.com${path}`,
      `HTTPS://outlook.office.com${path}`,
      `https://OUTLOOK.office.com${path}`,
      `https://outlook.office.com.${path}`,
      `https://outlook.office.com:443${path}`,
      `https://outlook.office.com:8443${path}`,
      `${GOOD}#x`,
      `${GOOD}#`,
      `https://outlook.office.com/`,
      `https://outlook.office.com/owa/redir?url=https://evil.example`,
      `https://outlook.office.com/connectors/../owa/redir?url=https://evil.example`,
      `https://outlook.office.com/connectors//evil.example`,
      `https://outlook.office.com/%63onnectors/x`,
      `https://ｏutlook.office.com${path}`,
      `https://outlook%2eoffice.com${path}`,
      `https://[::1]${path}`,
      `javascript:alert(1)//https://outlook.office.com/connectors/`,
      `data:text/html,https://outlook.office.com/connectors/`,
      `${GOOD}\r\nSet-Cookie: a=b`,
      `${GOOD}\t`.replace('/connectors', '/con\tnectors'),
      `${GOOD} ${GOOD}`,
      `${GOOD}, https://evil.example/connectors/`,
      `${GOOD}"><script>`,
      `https://outlook.office.com/connectors/${'x'.repeat(3_000)}`,
    ]
    for (const value of bad)
      assert.throws(
        () => readRedirectUrl([['identity-linking-redirect-url', value]], origins),
        { code: 'ERR_LINK_REDIRECT' },
        JSON.stringify(value),
      )
  })

  it('O03: a header that is absent, repeated or joined is none', () => {
    const name = 'identity-linking-redirect-url'
    for (const headers of [
      [],
      [
        [name, GOOD],
        [name, GOOD],
      ],
      [
        [name, GOOD],
        ['Identity-Linking-Redirect-URL', 'https://evil.example/connectors/'],
      ],
      [[name, `${GOOD}, ${GOOD}`]],
      [[name, `${GOOD},${GOOD}`.replace('https://outlook.office.com', 'https://evil.example')]],
    ] as const)
      assert.throws(() => readRedirectUrl(headers, origins), { code: 'ERR_LINK_REDIRECT' })
  })

  it('H05: the error does not repeat the URL', () => {
    assert.throws(
      () => readRedirectUrl([['identity-linking-redirect-url', 'https://SECRET.example']], origins),
      (error: Error) => !JSON.stringify({ ...error, message: error.message }).includes('SECRET'),
    )
  })

  it('O03: whatever passes leads every parser to an allowed origin', () => {
    const parts = fc.constantFrom(
      ...[
        'https:',
        'http:',
        '//',
        '/',
        '\\',
        '@',
        ':',
        '.',
        '#',
        '?',
        '%2f',
        '..',
        '\t',
        '443',
        'evil.example',
      ],
      ...['outlook.office.com', 'connectors', 'OUTLOOK.OFFICE.COM', 'x'],
    )
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 9 }), (list) => {
        const text = list.join('')
        if (!isRedirectAllowed(text, origins)) return
        assert.ok(text.startsWith('https://outlook.office.com/connectors/'), text)
        assert.equal(new URL(text).host, 'outlook.office.com')
      }),
      { numRuns: 2_000 },
    )
  })
})
