import { CountersignError } from '@countersign/core'
import type { EmulatorProvider } from '@countersign/emulator'
import type { CommandIo } from '../../command/command-io.js'
import { EVERY_EXAMPLE_HOST } from '../../platform/example-targets.js'
import { readProvider } from '../emulator/read-provider.js'
import type { DevFlags } from './dev-flags.js'
import type { DevKeys } from './dev-keys.js'

const PROFILES = ['entra-v1', 'entra-v2', 'substrate'] as const

/** The provider that `dev` registers: what the file says, and a working default for all that it leaves out. */
export async function devProvider(
  io: CommandIo,
  flags: DevFlags,
  keys: DevKeys,
  port: number,
): Promise<EmulatorProvider> {
  const profile = PROFILES.find((known) => known === flags.profile)
  if (profile === undefined) {
    throw new CountersignError(
      'ERR_COMMAND_USAGE',
      `There is no profile "${flags.profile}": use ${PROFILES.join(', ')}.`,
    )
  }
  if (profile === 'substrate' && flags.target.length === 0 && flags.provider === undefined) {
    throw new CountersignError(
      'ERR_COMMAND_USAGE',
      'substrate tokens name your service by its base URL: give --target https://…',
    )
  }
  return {
    originator: keys.originator,
    name: 'Your service',
    senders: [flags.sender ?? 'service@provider.example'],
    targets: flags.target.length > 0 ? flags.target : [EVERY_EXAMPLE_HOST],
    publicKey: keys.publicKey,
    scope: 'global',
    routes: { '*': `http://127.0.0.1:${port}` },
    token: { profile },
    ...(flags.provider !== undefined && (await readProvider(io, flags.provider))),
  }
}
