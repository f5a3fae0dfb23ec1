import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { makeCard, SENDER } from '../support/example-provider.js'
import { call, type Reply } from '../support/http-call.js'
import { Loop } from '../support/loop.js'

describe('the document of a mail', () => {
  let loop: Loop
  before(async () => {
    loop = await Loop.start()
  })
  after(() => loop.close())

  const get = (path: string): Promise<Reply> =>
    call(loop.emulator.url, path, { headers: { 'Countersign-Secret': loop.emulator.secret } })

  async function deliver(type: string, body: string): Promise<number> {
    const raw = `From: ${SENDER}\r\nTo: adele@contoso.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${body}`
    const [message] = await loop.emulator.deliverRaw(raw, { rcptTo: ['adele@contoso.example'] })
    return message?.id ?? 0
  }

  it('B12: is sandboxed, runs nothing, fetches nothing, and only our own page may frame it', async () => {
    const html = '<p onclick="x()">Hi</p><script>x()</script><img src="https://tracker.example/x.png">'
    const id = await deliver('text/html; charset=utf-8', html)
    const { status, headers, text } = await get(`/api/v1/messages/${String(id)}/html`)
    assert.deepEqual([status, text], [200, html])
    assert.equal(headers['content-type'], 'text/html; charset=UTF-8')
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['x-frame-options'], 'SAMEORIGIN')
    const directives = new Map(
      (headers['content-security-policy'] ?? '')
        .toString()
        .split('; ')
        .map((directive) => {
          const [name = '', ...values] = directive.split(' ')
          return [name, values.join(' ')] as const
        }),
    )
    assert.deepEqual(Object.fromEntries(directives), {
      sandbox: '',
      'default-src': "'none'",
      'style-src': "'unsafe-inline'",
      'img-src': 'data:',
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'self'",
    })
  })

  it('is the text where a mail has no HTML, as text', async () => {
    const id = await deliver('text/plain; charset=utf-8', '1 < 2 && <script>x()</script>')
    const { text } = await get(`/api/v1/messages/${String(id)}/html`)
    assert.match(text, /1 &lt; 2 &amp;&amp; &lt;script&gt;x\(\)&lt;\/script&gt;/)
    assert.doesNotMatch(text, /<script/)
  })

  it('needs the secret, and a message that is there', async () => {
    const { id } = await loop.deliver(makeCard())
    assert.equal((await call(loop.emulator.url, `/api/v1/messages/${String(id)}/html`)).status, 403)
    assert.equal((await get('/api/v1/messages/999/html')).status, 404)
  })
})
