import type { CommandIo } from '../../command/command-io.js'
import { readInput } from '../../command/read-input.js'
import { writeJson } from '../../command/write-result.js'
import { limitedTokensOf } from './limited-tokens-of.js'
import type { LimitedTokenFlags } from './limited-token-flags.js'

export async function openLimitedToken(io: CommandIo, file: string, flags: LimitedTokenFlags): Promise<void> {
  const { tokens } = await limitedTokensOf(io, flags)
  const claims = tokens.open((await readInput(io, file)).trim())
  if (flags.json) writeJson(io, { ok: true, claims })
  else io.stdout.write(`${JSON.stringify(claims, null, 2)}\n`)
}
