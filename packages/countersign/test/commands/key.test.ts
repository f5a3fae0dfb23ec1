import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { runCommand, withFolder } from '../support/run-command.js'

describe('countersign key', () => {
  it('generates a private key with mode 600, and the public key as the registration wants it', () =>
    withFolder(async (folder) => {
      const { code, stderr } = await runCommand(
        ['key', 'generate', '--out', 'key.pem', '--public-out', 'key.xml'],
        { cwd: folder },
      )
      assert.equal(code, 0, stderr)
      assert.equal((await stat(join(folder, 'key.pem'))).mode & 0o777, 0o600)
      assert.match(
        await readFile(join(folder, 'key.xml'), 'utf8'),
        /^<RSAKeyValue><Modulus>[\w+/=]+<\/Modulus><Exponent>AQAB<\/Exponent><\/RSAKeyValue>\n$/,
      )
    }))

  it('H05: writes the public part only, whatever it is given', () =>
    withFolder(async (folder) => {
      await runCommand(['key', 'generate', '--out', 'key.pem', '--public-out', 'key.xml'], { cwd: folder })
      for (const format of ['pem', 'jwk', 'xml']) {
        const { code, stdout, stderr } = await runCommand(['key', 'convert', 'key.pem', '--to', format], {
          cwd: folder,
        })
        assert.equal(code, 0, stderr)
        assert.doesNotMatch(stdout, /PRIVATE|<D>|<P>|"d"|"p"/)
      }
    }))

  it('converts between all formats without changing the key', () =>
    withFolder(async (folder) => {
      await runCommand(['key', 'generate', '--out', 'key.pem', '--public-out', 'key.xml'], { cwd: folder })
      const expected = createPublicKey(await readFile(join(folder, 'key.pem'))).export({ format: 'jwk' })
      await writeFile(
        join(folder, 'back.jwk'),
        (await runCommand(['key', 'convert', 'key.xml', '--to', 'jwk'], { cwd: folder })).stdout,
      )
      const { stdout } = await runCommand(['key', 'convert', 'back.jwk', '--to', 'pem'], { cwd: folder })
      assert.deepEqual(createPublicKey(stdout).export({ format: 'jwk' }), expected)
    }))

  it('reads a key from the standard input', () =>
    withFolder(async (folder) => {
      const { stdout: pem } = await runCommand(['key', 'generate'], { cwd: folder })
      const { code, stdout } = await runCommand(['key', 'convert', '-', '--to', 'xml'], {
        cwd: folder,
        stdin: pem,
      })
      assert.equal(code, 0)
      assert.match(stdout, /^<RSAKeyValue>/)
    }))

  for (const [name, args] of [
    ['a file that is not there', ['key', 'convert', 'nothing.pem', '--to', 'jwk']],
    ['a device without end', ['key', 'convert', '/dev/zero', '--to', 'jwk']],
    ['a folder', ['key', 'convert', '.', '--to', 'jwk']],
    ['an unknown format', ['key', 'convert', '-', '--to', 'der']],
    ['too few bits', ['key', 'generate', '--bits', '1024']],
    ['no command', ['key']],
    ['an unknown option', ['key', 'generate', '--nothing']],
  ] as const) {
    it(`answers ${name} with exit 2, what is wrong, and no stack trace`, () =>
      withFolder(async (folder) => {
        const { code, stdout, stderr } = await runCommand(args, { cwd: folder })
        assert.equal(code, 2, stderr)
        assert.equal(stdout, '')
        assert.notEqual(stderr.trim(), '')
        assert.doesNotMatch(stderr, /\n\s+at /)
      }))
  }

  it('writes no secret over a file that is there', () =>
    withFolder(async (folder) => {
      await writeFile(join(folder, 'key.pem'), 'precious', { mode: 0o644 })
      for (const more of [[], ['--limited']]) {
        const { code, stderr } = await runCommand(['key', 'generate', '--out', 'key.pem', ...more], {
          cwd: folder,
        })
        assert.equal(code, 2, stderr)
        assert.match(stderr, /key\.pem cannot be written: there is a file of this name already/)
        assert.equal(await readFile(join(folder, 'key.pem'), 'utf8'), 'precious')
      }
    }))

  it('answers text that is no key with exit 2 and a code', async () => {
    const { code, stderr } = await runCommand(['key', 'convert', '-', '--to', 'pem'], {
      stdin: 'no key at all',
    })
    assert.equal(code, 2)
    assert.match(stderr, /^ERR_KEY_/)
  })
})
