import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Emulator } from '@countersign/emulator'
import { registerService } from '../../src/testing/index.js'
import { repository } from './repository.js'

/** A file of examples/ in a process of its own, registered with an emulator of this one. */
export interface ExampleService extends AsyncDisposable {
  readonly url: string
  /** What it has printed so far, warnings included. */
  readonly output: string
  /** Resolves once the process has ended by itself and all it printed has arrived. */
  readonly ended: Promise<unknown>
}

/** @param script path under examples/ */
export async function startExample(
  emulator: Emulator,
  script: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ExampleService> {
  const port = await findFreePort()
  const url = `http://127.0.0.1:${String(port)}`
  const child = spawn(process.execPath, [join(repository, 'examples', script)], {
    cwd: repository,
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      ...(await registerService(emulator, { url })),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  return {
    url,
    ended: once(child, 'close'),
    get output() {
      return output
    },
    [Symbol.asyncDispose]: () => stop(child),
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
