import { isCodedError } from '@countersign/core'
import type { CommandIo } from './command-io.js'
import { exitCode, type ExitCode } from './exit-code.js'

/** Refused: the thing that was looked at is not in order, or the platform does not carry it out. */
const REFUSALS = [
  'ERR_TOKEN_',
  'ERR_CARD_',
  'ERR_LIMITED_',
  'ERR_ACTION_',
  'ERR_ADMISSION_',
  'ERR_REQUEST_',
  'ERR_MAIL_REFUSED',
  // Looked for in keys that are at hand, fresh from the issuer or from a file: no other answer will come.
  'ERR_ISSUER_KEY_UNKNOWN',
  'ERR_ISSUER_KEY_REFUSED',
  'ERR_ISSUER_CERTIFICATE',
  'ERR_EMULATOR_NO_CARD',
  'ERR_EMULATOR_TOO_OLD',
  'ERR_EMULATOR_ACTION_INVALID',
  'ERR_EMULATOR_RESERVED_HEADER',
  'ERR_EMULATOR_TARGET_NOT_ALLOWED',
]
/** Could not decide: somebody else's machine or disk did not answer, or nobody waited for it. */
const UNDECIDED = [
  'ERR_COMMAND_INTERRUPTED',
  'ERR_EMULATOR_FAILED',
  'ERR_ISSUER_',
  'ERR_LEDGER_UNAVAILABLE',
  'ERR_LEDGER_FULL',
  'ERR_MAIL_UNDELIVERED',
  'ERR_EMULATOR_UNREACHABLE',
]

/** The exit code that belongs to an error: by its code's family, everything else being a matter of usage. */
export function exitCodeOf(error: unknown): ExitCode {
  if (!isCodedError(error)) return exitCode.undecided
  // A caller's mistake, whatever it is about: the options of a signature, the claims of a token to mint.
  if (error instanceof TypeError) return exitCode.usage
  if (REFUSALS.some((prefix) => error.code.startsWith(prefix))) return exitCode.refused
  if (UNDECIDED.some((prefix) => error.code.startsWith(prefix))) return exitCode.undecided
  return exitCode.usage
}

/** What is wrong and what to do, without a stack trace; as JSON where a script asked for it. */
export function reportError(io: CommandIo, error: unknown, json: boolean): ExitCode {
  const code = exitCodeOf(error)
  if (json) io.stdout.write(`${JSON.stringify(errorToJson(error))}\n`)
  else if (isCodedError(error))
    io.stderr.write(`${error.code}: ${error.message}\n${because(error)}  ${error.hint}\n`)
  else io.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  return code
}

export function errorToJson(error: unknown): { ok: false; code: string; message: string; hint?: string } {
  if (isCodedError(error)) return { ok: false, code: error.code, message: error.message, hint: error.hint }
  return {
    ok: false,
    code: 'ERR_UNEXPECTED',
    message: error instanceof Error ? error.message : String(error),
  }
}

/** What a coded error rests on, where that has a code too: "not readable JSON" because of a member that is there twice. */
function because({ cause }: Error): string {
  return isCodedError(cause) ? `  because: ${cause.message}\n` : ''
}
