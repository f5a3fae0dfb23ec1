import { createServer } from 'node:net'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import type { CommandIo } from '../../command/command-io.js'
import { announceListening } from './announce-listening.js'
import { EVERY_EXAMPLE_HOST } from '../../platform/example-targets.js'
import { platformEnvironment } from '../../platform/platform-environment.js'
import { openInbox } from '../emulator/open-inbox.js'
import { parsePort, startEmulator } from '../emulator/start-emulator.js'
import { openDevChannel } from './dev-channel.js'
import type { DevFlags } from './dev-flags.js'
import { loadDevKeys } from './dev-keys.js'
import { devProvider } from './dev-provider.js'
import { runService } from './run-service.js'

/** Runs until the service ends or Ctrl-C; returns the service's exit code. */
export async function runDev(io: CommandIo, command: readonly string[], flags: DevFlags): Promise<number> {
  const port = await servicePort(io, flags)
  const dataFolder = resolve(io.cwd, flags.data)
  const keys = await loadDevKeys(dataFolder)
  const provider = await devProvider(io, flags, keys, port)
  const emulator = await startEmulator(io, flags)
  const ended = new AbortController()
  try {
    emulator.registerProvider(provider)
    const channel = openDevChannel(emulator, provider)
    io.stderr.write(
      [
        `The platform runs at ${emulator.url}, mail comes in at smtp://${emulator.smtp.host}:${emulator.smtp.port}.`,
        `Your service is expected at http://127.0.0.1:${port} and stands for ${provider.targets.join(', ').replace(EVERY_EXAMPLE_HOST, 'every https://….example')}.`,
        ...(channel === undefined ? [] : [channel.description]),
        `The inbox: ${emulator.pageUrl}`,
        'Or in another terminal, in this folder:',
        '  npx countersign inbox list',
        '  npx countersign inbox press 1 approve',
        '',
      ].join('\n'),
    )
    if (flags.open === true) void openInbox(io, emulator.pageUrl)
    void announceListening(port, { say: (line) => io.stderr.write(`${line}\n`), signal: ended.signal })
    return await runService(io, command, {
      ...platformEnvironment(emulator, provider),
      ...channel?.environment,
      PORT: String(port),
      COUNTERSIGN_SIGNING_KEY_FILE: keys.signingKeyFile,
      COUNTERSIGN_LIMITED_KEYS_FILE: keys.limitedKeysFile,
      COUNTERSIGN_LEDGER: `sqlite:${join(dataFolder, 'service-ledger.db')}`,
    })
  } finally {
    ended.abort()
    await emulator.close()
  }
}

async function servicePort(io: CommandIo, flags: DevFlags): Promise<number> {
  const wanted = flags.port ?? io.env['PORT']
  const port = wanted === undefined || wanted === '' ? 0 : parsePort('--port', wanted)
  return port === 0 ? findFreePort() : port
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
