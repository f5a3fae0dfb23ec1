import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { createOutboxTransport } from '../../src/outbox/index.js'
import { sampleMail } from '../support/sample-mail.js'

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const base = await mkdtemp(join(tmpdir(), 'countersign-outbox-'))
  try {
    await use(join(base, 'deep', 'outbox'))
  } finally {
    await rm(base, { recursive: true })
  }
}

describe('createOutboxTransport', () => {
  it('writes mail and envelope for the owner alone, numbered in order', async () => {
    await withFolder(async (folder) => {
      const transport = createOutboxTransport(folder)
      assert.deepEqual(await transport.deliver(sampleMail()), {
        response: 'written to 0001-adele@contoso.example.eml',
      })
      await transport.deliver(sampleMail('alex@contoso.example'))
      assert.deepEqual(await readdir(folder), [
        '0001-adele@contoso.example.eml',
        '0001-adele@contoso.example.json',
        '0002-alex@contoso.example.eml',
        '0002-alex@contoso.example.json',
      ])
      assert.deepEqual(await readFile(join(folder, '0001-adele@contoso.example.eml')), sampleMail().raw)
      const envelope: unknown = JSON.parse(
        await readFile(join(folder, '0001-adele@contoso.example.json'), 'utf8'),
      )
      assert.deepEqual(envelope, sampleMail().envelope)
      for (const file of await readdir(folder))
        assert.equal((await stat(join(folder, file))).mode & 0o777, 0o600)
      assert.equal((await stat(folder)).mode & 0o777, 0o700)
    })
  })

  it('gives every mail a name of its own, also where two transports share the folder', async () => {
    await withFolder(async (folder) => {
      const [one, other] = [createOutboxTransport(folder), createOutboxTransport(folder)]
      const mails = Array.from({ length: 20 }, () => sampleMail())
      await Promise.all(mails.flatMap((mail) => [one.deliver(mail), other.deliver(mail)]))
      const files = await readdir(folder)
      assert.equal(files.filter((file) => file.endsWith('.eml')).length, 40)
      assert.equal(files.filter((file) => file.endsWith('.json')).length, 40)
      assert.equal(files.length, 80, 'no temporary file is left')
      assert.equal(new Set(files.map((file) => file.slice(0, 4))).size, 40)
    })
  })

  it('goes on after 9999', async () => {
    await withFolder(async (folder) => {
      const transport = createOutboxTransport(folder)
      await transport.deliver(sampleMail())
      await writeFile(join(folder, '9999-x.json'), '{}')
      assert.equal(
        (await transport.deliver(sampleMail())).response,
        'written to 10000-adele@contoso.example.eml',
      )
    })
  })

  it('B10: writes nowhere else, whatever the recipient is', async () => {
    await withFolder(async (folder) => {
      const transport = createOutboxTransport(folder)
      const to = '../../a/b@c.example'
      await assert.rejects(transport.deliver(sampleMail('a\n@b.example')), { code: 'ERR_MAIL_ADDRESS' })
      await assert.rejects(transport.deliver(sampleMail(to)), { code: 'ERR_MAIL_ADDRESS' })
      await transport.deliver(sampleMail('/a/b@c.example'))
      assert.deepEqual(await readdir(folder), ['0001-_a_b@c.example.eml', '0001-_a_b@c.example.json'])
    })
  })

  it('says ERR_MAIL_UNDELIVERED where it cannot write, and leaves nothing behind', async () => {
    await withFolder(async (folder) => {
      await createOutboxTransport(folder).deliver(sampleMail())
      const file = join(folder, '0001-adele@contoso.example.eml')
      await assert.rejects(createOutboxTransport(file).deliver(sampleMail()), {
        code: 'ERR_MAIL_UNDELIVERED',
        details: { reason: 'EEXIST' },
      })
      await assert.rejects(
        createOutboxTransport(folder).deliver(sampleMail(), { signal: AbortSignal.abort() }),
        { name: 'AbortError' },
      )
      assert.equal((await readdir(folder)).length, 2)
    })
    assert.throws(() => createOutboxTransport(''), { code: 'ERR_MAIL_OPTIONS' })
  })
})
