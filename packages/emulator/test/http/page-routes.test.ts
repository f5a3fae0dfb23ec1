import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { Emulator } from '../../src/index.js'
import { call, openPage, type CallOptions, type Reply } from '../support/http-call.js'

const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "frame-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const SCRIPT = 'export const page = 1\n'.repeat(100)

describe('the page', () => {
  let folder: string
  let emulator: Emulator
  let cookie: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-page-'))
    const files = join(folder, 'page')
    await mkdir(join(files, 'assets'), { recursive: true })
    await writeFile(join(files, 'index.html'), '<title>Console</title>')
    await writeFile(join(files, 'assets', 'main-B1nT3xYz.js'), SCRIPT)
    await writeFile(join(files, 'assets', 'main-B1nT3xYz.js.br'), brotliCompressSync(SCRIPT))
    await writeFile(join(files, 'assets', 'main-B1nT3xYz.js.gz'), gzipSync(SCRIPT))
    await writeFile(join(files, 'assets', 'main-B1nT3xYz.css'), 'body{}')
    await writeFile(join(files, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
    await writeFile(join(folder, 'outside.txt'), 'not for you')
    emulator = await Emulator.start({ consoleFiles: files })
    cookie = await openPage(emulator.pageUrl)
  })
  after(async () => {
    await emulator.close()
    await rm(folder, { recursive: true })
  })

  const get = (path: string, headers: CallOptions['headers'] = {}): Promise<Reply> =>
    call(emulator.url, path, { headers: { Cookie: cookie, ...headers } })

  it('E01: is opened by the start-up secret in the address, which is exchanged for a cookie at once', async () => {
    const { pathname, search } = new URL(emulator.pageUrl)
    const opened = await call(emulator.url, `${pathname}${search}`)
    assert.deepEqual([opened.status, opened.headers.location], [303, '/'])
    assert.equal(opened.headers['cache-control'], 'no-store')
    assert.equal(opened.headers['referrer-policy'], 'no-referrer')
    const [set, ...more] = opened.headers['set-cookie'] ?? []
    assert.deepEqual(more, [])
    assert.match(set ?? '', /^countersign=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    assert.equal((set ?? '').includes(emulator.secret), false)
    const page = await get('/')
    assert.deepEqual([page.status, page.text], [200, '<title>Console</title>'])
  })

  it('E01: shows a plain page without the cookie, with a wrong one, and with a wrong secret', async () => {
    const wrong = cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
    for (const [path, headers] of [
      ['/', {}],
      ['/', { Cookie: wrong }],
      ['/', { Cookie: `countersign=${emulator.secret}` }],
      ['/', { Cookie: cookie.replace('countersign', 'other') }],
      ['/?secret=', {}],
      ['/?secret=x', {}],
      [`/?secret=${emulator.secret}x`, {}],
      [`/x?secret=${emulator.secret}`, {}],
      ['/assets/main-B1nT3xYz.js', {}],
      ['/nothing', {}],
      ['/', { Cookie: cookie, 'Sec-Fetch-Site': 'cross-site' }],
      ['/', { Cookie: cookie, 'Sec-Fetch-Site': 'same-site' }],
    ] as [string, Record<string, string>][]) {
      const reply = await call(emulator.url, path, { headers })
      const what = `${path} ${JSON.stringify(headers)}`
      assert.equal(reply.status, 401, what)
      assert.match(reply.text, /address that was printed at start/, what)
      assert.equal(reply.headers['set-cookie'], undefined, what)
      for (const secret of [emulator.secret, cookie]) assert.equal(reply.text.includes(secret), false, what)
    }
  })

  it('E01: answers under no foreign name, the opening included', async () => {
    const { search } = new URL(emulator.pageUrl)
    for (const path of ['/', `/${search}`]) {
      const reply = await get(path, { Host: `evil.example:${new URL(emulator.url).port}` })
      assert.deepEqual([reply.status, reply.headers['set-cookie']], [403, undefined], path)
    }
  })

  it('E01: the cookie reads the API, and writes only with the page’s own Origin', async () => {
    assert.equal((await get('/api/v1/status')).status, 200)
    const other = { Cookie: `x=1; countersign=old; ${cookie}` }
    assert.equal((await get('/api/v1/status', other)).status, 200)
    const port = new URL(emulator.url).port
    const write = async (headers: Record<string, string>): Promise<number> =>
      (await call(emulator.url, '/api/v1/keys/rotate', { method: 'POST', headers })).status
    for (const headers of [
      { Cookie: cookie },
      { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' },
      { Cookie: cookie, Origin: 'null' },
      { Cookie: cookie, Origin: `http://127.0.0.1:${String(Number(port) + 1)}` },
      { Cookie: cookie, Origin: `http://localhost:${port}` },
      { Cookie: cookie, Origin: 'https://evil.example' },
      { Cookie: cookie, Origin: emulator.url, 'Sec-Fetch-Site': 'cross-site' },
      { Cookie: cookie, Origin: emulator.url, 'Sec-Fetch-Site': 'same-site' },
      { Cookie: cookie, Origin: emulator.url, 'Countersign-Secret': 'wrong' },
      { Origin: emulator.url },
      { Cookie: 'countersign=', Origin: emulator.url },
    ] as Record<string, string>[]) {
      assert.equal(await write(headers), 403, JSON.stringify(headers))
    }
    assert.equal(emulator.listEvents().length, 0)
    const own = { Cookie: cookie, Origin: emulator.url, 'Sec-Fetch-Site': 'same-origin' }
    assert.equal(await write(own), 200)
  })

  it('has the strict policy on every file, and nothing is sniffed or framed', async () => {
    for (const [path, type] of [
      ['/', 'text/html; charset=UTF-8'],
      ['/assets/main-B1nT3xYz.js', 'text/javascript; charset=UTF-8'],
      ['/assets/main-B1nT3xYz.css', 'text/css; charset=UTF-8'],
      ['/icon.svg', 'image/svg+xml; charset=UTF-8'],
    ] as const) {
      const { status, headers } = await get(path)
      assert.equal(status, 200, path)
      assert.equal(headers['content-security-policy'], PAGE_POLICY, path)
      assert.equal(headers['x-content-type-options'], 'nosniff', path)
      assert.equal(headers['x-frame-options'], 'DENY', path)
      assert.equal(headers['content-type']?.toLowerCase(), type.toLowerCase(), path)
    }
  })

  it('keeps hashed files for good, and asks for the rest again', async () => {
    const { headers } = await get('/assets/main-B1nT3xYz.js')
    assert.equal(headers['cache-control'], 'private, max-age=31536000, immutable')
    for (const path of ['/', '/index.html', '/icon.svg']) {
      assert.equal((await get(path)).headers['cache-control'], 'private, no-cache', path)
    }
  })

  it('sends what was compressed at build time, in a form that the browser takes', async () => {
    const path = '/assets/main-B1nT3xYz.js'
    const brotli = await get(path, { 'Accept-Encoding': 'gzip, deflate, br, zstd' })
    assert.deepEqual(
      [brotli.headers['content-encoding'], brotli.headers['vary'], brotli.headers['content-type']],
      ['br', 'Accept-Encoding', 'text/javascript; charset=utf-8'],
    )
    assert.equal(brotliDecompressSync(brotli.bytes).toString(), SCRIPT)
    assert.equal(brotli.headers['cache-control'], 'private, max-age=31536000, immutable')
    const gzip = await get(path, { 'Accept-Encoding': 'gzip' })
    assert.equal(gzip.headers['content-encoding'], 'gzip')
    assert.equal(gunzipSync(gzip.bytes).toString(), SCRIPT)
    const plain = await get(path, { 'Accept-Encoding': 'identity' })
    assert.deepEqual([plain.headers['content-encoding'], plain.text], [undefined, SCRIPT])
  })

  it('refuses every way out of its folder', async () => {
    for (const path of [
      '/../outside.txt',
      '/%2e%2e/outside.txt',
      '/..%2foutside.txt',
      '/%2e%2e%2foutside.txt',
      '/..\\outside.txt',
      '/..%5coutside.txt',
      '/assets/../../outside.txt',
      '/assets//../../outside.txt',
      '//outside.txt',
      `/${folder}/outside.txt`,
      '/%00',
      '/assets',
      '/assets/',
      '/assets/none.js',
    ]) {
      const reply = await get(path)
      assert.ok(reply.status === 404 || reply.status === 400, `${path}: ${String(reply.status)}`)
      assert.equal(reply.text.includes('not for you'), false, path)
    }
  })

  it('without its files there is still an API, and a clear 404', async () => {
    const bare = await Emulator.start()
    const session = await openPage(bare.pageUrl)
    assert.equal((await call(bare.url, '/', { headers: { Cookie: session } })).status, 404)
    assert.equal((await call(bare.url, '/api/v1/status', { headers: { Cookie: session } })).status, 200)
    assert.equal((await call(emulator.url, '/', { headers: { Cookie: session } })).status, 401)
    await bare.close()
  })
})
