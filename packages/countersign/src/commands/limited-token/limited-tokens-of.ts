import { createLimitedTokens, parseLimitedRoots, type LimitedTokens } from '@countersign/core'
import type { CommandIo } from '../../command/command-io.js'
import { parseTime } from '../../command/parse-time.js'
import { readSecret } from '../../command/read-input.js'
import type { LimitedTokenFlags } from './limited-token-flags.js'

/** Sealer and opener with the keys that the flags or the environment name, and the clock they mean. */
export async function limitedTokensOf(
  io: CommandIo,
  flags: LimitedTokenFlags,
): Promise<{ readonly tokens: LimitedTokens; readonly now: () => number }> {
  const text = await readSecret(io, {
    file: flags.keys,
    variable: 'COUNTERSIGN_LIMITED_KEYS',
    option: '--keys',
  })
  const at = flags.at === undefined ? undefined : parseTime(flags.at)
  const now = at === undefined ? io.now : (): number => at
  return { tokens: createLimitedTokens({ roots: parseLimitedRoots(text), service: flags.service, now }), now }
}
