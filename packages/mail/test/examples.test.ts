import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { exportPrivateKey, extractCards, generateSigningKey, verifySignedCard } from '@countersign/core'
import PostalMime from 'postal-mime'
import { ORIGINATOR } from './support/sample-card.js'
import { smtpError, startSmtpServer } from './support/start-smtp-server.js'

const EXAMPLE = fileURLToPath(new URL('../../../../examples/mail/send.js', import.meta.url))
const PEOPLE = ['adele@contoso.example', 'alex@contoso.example']
const key = await generateSigningKey()

interface Run {
  readonly code: number | null
  readonly stderr: string
}

/** Runs the example as a process of its own, in an empty folder. */
function run(people: readonly string[], cwd: string, smtp?: string): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [EXAMPLE, ...people], {
      cwd,
      env: {
        COUNTERSIGN_ORIGINATOR: ORIGINATOR,
        COUNTERSIGN_SENDER: 'billing@expenses.example',
        COUNTERSIGN_SIGNING_KEY: exportPrivateKey(key, 'pem'),
        ...(smtp === undefined ? {} : { COUNTERSIGN_SMTP: smtp }),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let stderr = ''
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({ code, stderr })
    })
  })
}

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-example-'))
  try {
    await use(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('examples/mail/send.js', () => {
  it('sends over SMTP one signed mail to each person, and ends by itself', async () => {
    await using server = await startSmtpServer()
    await withFolder(async (folder) => {
      const { code, stderr } = await run(PEOPLE, folder, `smtp://127.0.0.1:${server.port.toString()}`)
      assert.equal(code, 0, stderr)
      assert.match(stderr, /2 of 2/)
    })
    assert.deepEqual(server.mails.flatMap(({ to }) => to).sort(), PEOPLE)
    for (const mail of server.mails) {
      const [card] = extractCards((await PostalMime.parse(mail.raw)).html ?? '')
      assert.deepEqual(verifySignedCard(card?.text ?? '', { key }).recipients, mail.to)
    }
  })

  it('says who was refused, and fails', async () => {
    await using server = await startSmtpServer({
      onRcptTo: (_address, _session, callback) => {
        callback(smtpError(550, 'no such user'))
      },
    })
    await withFolder(async (folder) => {
      const { code, stderr } = await run(
        PEOPLE.slice(0, 1),
        folder,
        `smtp://127.0.0.1:${server.port.toString()}`,
      )
      assert.equal(code, 1)
      assert.match(stderr, /adele@contoso\.example: The mail server refused the mail for good\./)
    })
  })

  it('writes to the folder outbox where no server is named', async () => {
    await withFolder(async (folder) => {
      assert.equal((await run(PEOPLE, folder)).code, 0)
      assert.equal((await readdir(join(folder, 'outbox'))).filter((file) => file.endsWith('.eml')).length, 2)
    })
  })
})
