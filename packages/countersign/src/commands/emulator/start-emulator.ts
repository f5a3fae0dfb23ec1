import { resolve } from 'node:path'
import { CountersignError } from '@countersign/core'
import { Emulator } from '@countersign/emulator'
import type { CommandIo } from '../../command/command-io.js'
import { findConsole } from '../../platform/find-console.js'
import type { EmulatorFlags } from './emulator-flags.js'

const MAX_PORT = 65_535

/** Throws `ERR_COMMAND_USAGE` for an unusable port, `ERR_EMULATOR_PORT_IN_USE` for one that is taken. */
export async function startEmulator(
  io: CommandIo,
  flags: Omit<EmulatorFlags, 'provider'>,
): Promise<Emulator> {
  const consoleFiles = findConsole()
  return Emulator.start({
    ...(consoleFiles !== undefined && { consoleFiles }),
    smtpPort: parsePort('--smtp', flags.smtp),
    httpPort: parsePort('--http', flags.http),
    dataDir: resolve(io.cwd, flags.data),
    ...(flags.strict === true && { strict: true }),
  })
}

export function parsePort(option: string, text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= MAX_PORT) return port
  throw new CountersignError(
    'ERR_COMMAND_USAGE',
    `${option} takes a port from 0 to ${MAX_PORT}; it was "${text}".`,
  )
}
