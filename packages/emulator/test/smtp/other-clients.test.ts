import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { Emulator } from '../../src/index.js'
import { makeCard, makeMail, makeProvider, SENDER } from '../support/example-provider.js'
import { startRecordingService, type RecordingService } from '../support/recording-service.js'

const run = promisify(execFile)

const PYTHON = `
import smtplib, sys, email, email.policy
port, sender, recipient, file = sys.argv[1:]
message = email.message_from_file(open(file), policy=email.policy.SMTP)
with smtplib.SMTP("127.0.0.1", int(port)) as client:
    client.send_message(message, from_addr=sender, to_addrs=[recipient])
`

/** Where a program is not there the test is skipped and says so. */
async function findProgram(name: string): Promise<string | undefined> {
  try {
    return (await run('sh', ['-c', `command -v ${name}`])).stdout.trim()
  } catch {
    return undefined
  }
}

describe('mails sent by other implementations', async () => {
  const [python, swaks] = await Promise.all([findProgram('python3'), findProgram('swaks')])
  let emulator: Emulator
  let service: RecordingService
  let folder: string

  before(async () => {
    emulator = await Emulator.start()
    service = await startRecordingService()
    folder = await mkdtemp(join(tmpdir(), 'countersign-mail-'))
    emulator.registerProvider(await makeProvider(service.origin))
  })
  after(async () => {
    await emulator.close()
    await service.close()
    await rm(folder, { recursive: true })
  })

  async function pressLast(): Promise<void> {
    const [message] = emulator.listMessages().slice(-1)
    assert.equal(message?.admission.outcome, 'shown', JSON.stringify(message?.admission.findings))
    const result = await emulator.press(message.id, 'Approve')
    assert.equal(result.outcome, 'done')
    assert.equal(service.requests.at(-1)?.body, 'comment=no remark')
  }

  it(
    "a mail by Python's smtplib lands and can be pressed",
    python === undefined ? { skip: 'python3 is not installed' } : {},
    async () => {
      const file = join(folder, 'python.eml')
      await writeFile(file, await makeMail(makeCard()))
      await run(python ?? '', [
        '-c',
        PYTHON,
        String(emulator.smtp.port),
        SENDER,
        'adele@contoso.example',
        file,
      ])
      await pressLast()
    },
  )

  it(
    'a mail by swaks lands over STARTTLS and can be pressed',
    swaks === undefined ? { skip: 'swaks is not installed (Debian package swaks)' } : {},
    async () => {
      const file = join(folder, 'swaks.eml')
      await writeFile(file, await makeMail(makeCard()))
      const server = ['--server', '127.0.0.1', '--port', String(emulator.smtp.port), '--tls-optional']
      await run(swaks ?? '', [
        ...server,
        '--from',
        SENDER,
        '--to',
        'adele@contoso.example',
        '--data',
        `@${file}`,
      ])
      await pressLast()
    },
  )
})
