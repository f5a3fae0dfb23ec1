import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { withEmulator } from '../../src/index.js'

/** node:http, because fetch would resolve the dot segments itself. */
function getStatus(base: string, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(base, { path, agent: false }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}

describe('the console files', () => {
  it('are served at /, and nothing outside their folder is', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'countersign-console-'))
    const consoleFiles = join(folder, 'dist')
    await mkdir(consoleFiles)
    await writeFile(join(consoleFiles, 'index.html'), '<title>Console</title>')
    await writeFile(join(folder, 'outside.txt'), 'not for you')
    await withEmulator(
      async ({ url, secret }) => {
        const page = await fetch(url)
        assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8')
        const text = await page.text()
        assert.match(text, /Console/)
        assert.equal(text.includes(secret), false)
        for (const path of [
          '/../outside.txt',
          '/%2e%2e/outside.txt',
          '/..%2foutside.txt',
          '/..\\outside.txt',
        ]) {
          assert.ok((await getStatus(url, path)) >= 400, path)
        }
        assert.equal(await getStatus(url, '/api/v1/messages'), 403)
      },
      { consoleFiles },
    )
    await rm(folder, { recursive: true })
  })
})
