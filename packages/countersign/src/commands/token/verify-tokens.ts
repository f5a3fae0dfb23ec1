import { CountersignError } from '@countersign/core'
import type { CommandIo } from '../../command/command-io.js'
import { exitCode, type ExitCode } from '../../command/exit-code.js'
import { readInput, readLines } from '../../command/read-input.js'
import { errorToJson, exitCodeOf, reportError } from '../../command/report-error.js'
import { plainText } from '../../command/plain-text.js'
import { writeJson } from '../../command/write-result.js'
import { createJudge } from './create-judge.js'
import { describeJudged, judgedToJson, type TokenJudge } from './judged-token.js'
import { isOffline } from './key-source.js'
import type { VerifyTokenFlags } from './token-flags.js'

export async function verifyTokens(io: CommandIo, file: string, flags: VerifyTokenFlags): Promise<ExitCode> {
  const judge = await createJudge(io, flags)
  if (flags.batch) {
    const tokens = await readLines(io, file)
    if (tokens.length > 0) return verifyBatch(io, judge, tokens, flags)
    // Nothing judged is not everything good. Not a line on stdout: that would be the verdict on a token.
    return reportError(io, new CountersignError('ERR_COMMAND_FILE', `${file} holds no token.`), false)
  }
  const token = (await readInput(io, file)).trim()
  if (token === '') throw new CountersignError('ERR_COMMAND_FILE', `${file} holds no token.`)
  try {
    const judged = await judge(token)
    if (flags.json) writeJson(io, judgedToJson(judged))
    else io.stdout.write(plainText(describeJudged(judged)))
    return exitCode.good
  } catch (error) {
    return orUsage(reportError(io, error, flags.json === true), flags)
  }
}

/** One verdict a line. The exit code is the gravest: undecided before refused before good. */
async function verifyBatch(
  io: CommandIo,
  judge: TokenJudge,
  tokens: readonly string[],
  flags: VerifyTokenFlags,
): Promise<ExitCode> {
  let worst: ExitCode = exitCode.good
  for (const token of tokens) {
    try {
      writeJson(io, judgedToJson(await judge(token)))
    } catch (error) {
      writeJson(io, errorToJson(error))
      const code = orUsage(exitCodeOf(error), flags)
      if (code > worst) worst = code
    }
  }
  return worst
}

/** Where nothing is fetched nothing is left to wait for: what cannot be decided is a matter of the files. */
function orUsage(code: ExitCode, flags: VerifyTokenFlags): ExitCode {
  return code === exitCode.undecided && isOffline(flags) ? exitCode.usage : code
}
