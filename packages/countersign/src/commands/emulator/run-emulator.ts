import { once } from 'node:events'
import type { EmulatorProvider } from '@countersign/emulator'
import type { CommandIo } from '../../command/command-io.js'
import { openInbox } from './open-inbox.js'
import type { EmulatorFlags } from './emulator-flags.js'
import { readProvider } from './read-provider.js'
import { startEmulator } from './start-emulator.js'

/** Runs until Ctrl-C. */
export async function runEmulator(io: CommandIo, flags: EmulatorFlags): Promise<void> {
  const emulator = await startEmulator(io, flags)
  try {
    for (const file of flags.provider)
      emulator.registerProvider((await readProvider(io, file)) as EmulatorProvider)
    io.stderr.write(
      [
        `Mail comes in at   smtp://${emulator.smtp.host}:${emulator.smtp.port}`,
        `The inbox          ${emulator.pageUrl}`,
        `API and issuers    ${emulator.url}`,
        `Trusted by a service with COUNTERSIGN_TRUST_EMULATOR=${emulator.issuerBase}`,
        `                     and COUNTERSIGN_TRUST_EMULATOR_KEY=${emulator.keyThumbprints.join(',')}`,
        'In a terminal      countersign inbox list|show|press|watch',
        'Ctrl-C ends it.',
        '',
      ].join('\n'),
    )
    if (flags.open === true) await openInbox(io, emulator.pageUrl)
    if (!io.interrupted.aborted) await once(io.interrupted, 'abort')
  } finally {
    await emulator.close()
  }
}
