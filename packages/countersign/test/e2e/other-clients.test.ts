import assert from 'node:assert/strict'
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { bin, runCommand } from '../support/run-command.js'

const run = promisify(execFile)

const ORIGINATOR = '8f1d5a50-4b0c-4f6a-9b1d-1c2d3e4f5a6b'
const SENDER = 'tickets@contoso.example'
const RECIPIENT = 'adele@contoso.example'
const TARGET = 'https://tickets.example'

const CARD = {
  type: 'AdaptiveCard',
  version: '1.0',
  originator: ORIGINATOR,
  body: [
    { type: 'TextBlock', text: 'Ticket 7: „Größe“' },
    { type: 'Input.Text', id: 'why' },
  ],
  actions: [
    {
      type: 'Action.Http',
      id: 'close',
      title: 'Close',
      method: 'POST',
      url: `${TARGET}/close?id=7`,
      body: 'why={{why.value}}',
      headers: [{ name: 'Content-Type', value: 'text/plain' }],
    },
    { type: 'Action.OpenUrl', title: 'Open', url: `${TARGET}/7` },
  ],
}

/** As the standard library's documentation shows it. */
const PYTHON = `
import smtplib, sys
from email.message import EmailMessage
port, sender, recipient, file = sys.argv[1:]
message = EmailMessage()
message["From"], message["To"], message["Subject"] = sender, recipient, "Ticket 7"
message.set_content("Ticket 7 waits for you.")
message.add_alternative(open(file, encoding="utf-8").read(), subtype="html")
with smtplib.SMTP("127.0.0.1", int(port)) as client:
    client.send_message(message)
`

async function findProgram(name: string): Promise<string | undefined> {
  try {
    return (await run('sh', ['-c', `command -v ${name}`])).stdout.trim()
  } catch {
    return undefined
  }
}

interface Running {
  readonly smtp: { readonly port: number }
}

describe('a card of `card sign --html`, mailed by another program to `countersign emulator`', async () => {
  const programs = { python3: await findProgram('python3'), swaks: await findProgram('swaks') }
  let folder: string
  let emulator: ChildProcess
  let service: Server
  const posts: { readonly url: string; readonly token: string; readonly body: string }[] = []

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'other-clients-'))
    service = createServer((request, response) => {
      let body = ''
      request.setEncoding('utf8').on('data', (text: string) => (body += text))
      request.on('end', () => {
        posts.push({ url: String(request.url), token: String(request.headers.authorization), body })
        response.writeHead(200, { 'CARD-ACTION-STATUS': 'Closed.' }).end()
      })
    }).listen(0, '127.0.0.1')
    await once(service, 'listening')
    const { port } = service.address() as AddressInfo

    await good('key', 'generate', '--out', 'key.pem', '--public-out', 'key.xml')
    await writeFile(join(folder, 'card.json'), JSON.stringify(CARD))
    await good(
      ...['card', 'sign', 'card.json', '--key', 'key.pem', '--html', '--out', 'mail.html'],
      ...['--originator', ORIGINATOR, '--sender', SENDER, '--recipient', RECIPIENT],
    )
    await writeFile(
      join(folder, 'provider.json'),
      JSON.stringify({
        originator: ORIGINATOR,
        senders: [SENDER],
        targets: [TARGET],
        publicKey: await readFile(join(folder, 'key.xml'), 'utf8'),
        routes: { '*': `http://127.0.0.1:${port}` },
      }),
    )
    emulator = spawn(
      process.execPath,
      [bin, 'emulator', '--provider', 'provider.json', '--smtp', '0', '--http', '0'],
      { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    assert.ok(emulator.stderr)
    await once(emulator.stderr, 'data')
  })
  after(async () => {
    emulator.kill('SIGINT')
    if (emulator.exitCode === null) await once(emulator, 'exit')
    service.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function good(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await runCommand(args, { cwd: folder })
    assert.equal(code, 0, stdout + stderr)
    return stdout
  }

  async function smtpPort(): Promise<string> {
    const running = JSON.parse(
      await readFile(join(folder, '.countersign', 'emulator.json'), 'utf8'),
    ) as Running
    return String(running.smtp.port)
  }

  async function pressNewest(input: string): Promise<void> {
    const { messages } = JSON.parse(await good('inbox', 'list', '--json')) as {
      messages: { id: number; outcome: string; signed: boolean }[]
    }
    const newest = messages.at(-1)
    const findings = await good('inbox', 'show', String(newest?.id))
    assert.deepEqual([newest?.outcome, newest?.signed], ['shown', true], findings)
    assert.match(findings, /Ticket 7: „Größe“/)
    const press = await good(
      'inbox',
      'press',
      String(newest?.id),
      'close',
      '--input',
      `why=${input}`,
      '--json',
    )
    assert.equal((JSON.parse(press) as { actionStatus: string }).actionStatus, 'Closed.')
    const post = posts.at(-1)
    assert.deepEqual([post?.url, post?.body], ['/close?id=7', `why=${input}`])
    assert.match(String(post?.token), /^Bearer [\w-]+\.[\w-]+\.[\w-]+$/)
  }

  it(
    "by Python's smtplib, can be pressed",
    programs.python3 === undefined ? { skip: 'python3 is not installed' } : {},
    async () => {
      await run(String(programs.python3), ['-c', PYTHON, await smtpPort(), SENDER, RECIPIENT, 'mail.html'], {
        cwd: folder,
      })
      await pressNewest('python')
    },
  )

  it(
    'by swaks, can be pressed',
    programs.swaks === undefined ? { skip: 'swaks is not installed' } : {},
    async () => {
      await run(
        String(programs.swaks),
        [
          ...['--server', '127.0.0.1', '--port', await smtpPort(), '--from', SENDER, '--to', RECIPIENT],
          ...['--header', 'Subject: Ticket 7', '--add-header', 'MIME-Version: 1.0'],
          ...['--add-header', 'Content-Type: text/html; charset=utf-8', '--body', '@mail.html'],
        ],
        { cwd: folder },
      )
      await pressNewest('swaks')
    },
  )
})
