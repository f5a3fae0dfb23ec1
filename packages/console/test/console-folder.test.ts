import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { consoleFolder } from '../src/index.js'

/** What a browser loads before it shows the inbox, compressed; bytes. */
const FIRST_LOAD_LIMIT = 250_000

const page = readFileSync(join(consoleFolder, 'index.html'), 'utf8')
const assets = readdirSync(join(consoleFolder, 'assets'))
const sources = assets.filter((name) => /\.(?:js|css)$/.test(name))

describe('the built page', () => {
  it('has no inline script and no inline style: its Content-Security-Policy allows none', () => {
    assert.doesNotMatch(page, /<style|\sstyle=|\son[a-z]+=/i)
    assert.doesNotMatch(page, /<script(?![^>]*\ssrc=)/i)
  })

  it('names every asset by its content, and the page names exactly those', () => {
    assert.equal(sources.length, 2)
    for (const name of sources) {
      assert.match(name, /-[0-9a-f]{10}\.(?:js|css)$/)
      assert.ok(page.includes(`"/assets/${name}"`), name)
    }
  })

  it('has each file compressed beside it, byte for byte the same', () => {
    for (const path of ['index.html', ...sources.map((name) => join('assets', name))]) {
      const plain = readFileSync(join(consoleFolder, path))
      assert.deepEqual(gunzipSync(readFileSync(join(consoleFolder, `${path}.gz`))), plain)
      assert.deepEqual(brotliDecompressSync(readFileSync(join(consoleFolder, `${path}.br`))), plain)
    }
  })

  it('loads less than its limit', () => {
    const compressed = ['index.html', ...sources.map((name) => join('assets', name))]
      .map((path) => readFileSync(join(consoleFolder, `${path}.gz`)).length)
      .reduce((sum, length) => sum + length, 0)
    assert.ok(compressed < FIRST_LOAD_LIMIT, String(compressed))
  })

  it('fetches nothing from anywhere else: no address of a script, a style or a font', () => {
    const style = readFileSync(
      join(consoleFolder, 'assets', sources.find((name) => name.endsWith('.css')) ?? ''),
      'utf8',
    )
    assert.doesNotMatch(style, /@import|url\(/)
    assert.doesNotMatch(page, /https?:\/\//)
  })
})
