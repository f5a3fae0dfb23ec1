import assert from 'node:assert/strict'
import { built } from '../support/built.mjs'

const { isTargetAllowed } = await built('core', 'cards/index.js')
const { parseTargetUrl } = await built('core', 'cards/targets/parse-target-url.js')

const TARGETS = ['https://api.contoso.example', 'fabrikam.example', 'https://port.example:8443']

/** The URL parser of the platform is the reference: it goes to exactly the host that was judged. */
function checkTarget(input) {
  const text = input.toString('utf8')
  const url = parseTargetUrl(text)
  if (url !== undefined) {
    assert.equal(url.href, new URL(text).href)
    assert.ok(url.protocol === 'https:' && url.username === '' && url.password === '')
    assert.equal(new URL(url.href).host, url.host)
  }
  if (!isTargetAllowed(text, TARGETS)) return
  const { hostname, port } = new URL(text)
  const host = hostname.replace(/\.$/, '')
  assert.ok(
    (port === '' && /^(?:.*\.)?(?:api\.contoso|fabrikam)\.example$/.test(host)) ||
      (port === '8443' && /^(?:.*\.)?port\.example$/.test(host)),
    `${hostname}:${port}`,
  )
}

export const targets = [
  {
    name: 'target-url',
    seeds: [
      ...TARGETS,
      'https://fabrikam.example/a?b={{c.value}}#d',
      'https://a@fabrikam.example',
      'https://evil.example\\@fabrikam.example',
      'https://xn--nxasmq6b.example',
      'https://[::1]/',
      'https://0x7f.1/',
    ],
    dictionary: [
      'https://',
      'http:',
      '@',
      '\\',
      '//',
      '.',
      ':',
      ':443',
      ':8443',
      '%2e',
      '%00',
      '\t',
      '\u3002',
      '\uff0e',
      'fabrikam.example',
      '#',
      '?',
      '[',
      ']',
      '\u00ad',
      '\u2024',
    ],
    check: checkTarget,
  },
]
