import { CountersignError, type ActionTokenVerifier, type VerifiedActionToken } from '@countersign/core'
import type { CommandIo } from '../../command/command-io.js'
import { exitCode, type ExitCode } from '../../command/exit-code.js'
import { readInput, readLines } from '../../command/read-input.js'
import { errorToJson, exitCodeOf, reportError } from '../../command/report-error.js'
import { plainText } from '../../command/plain-text.js'
import { writeJson } from '../../command/write-result.js'
import { createVerifier } from './create-verifier.js'
import type { VerifyTokenFlags } from './token-flags.js'

export async function verifyTokens(io: CommandIo, file: string, flags: VerifyTokenFlags): Promise<ExitCode> {
  const verifier = await createVerifier(io, flags)
  if (flags.batch) return verifyBatch(io, verifier, await readLines(io, file), flags)
  const token = (await readInput(io, file)).trim()
  if (token === '') throw new CountersignError('ERR_COMMAND_FILE', `${file} holds no token.`)
  try {
    const verified = await verifier.verify(token)
    if (flags.json) writeJson(io, toJson(verified))
    else io.stdout.write(plainText(describe(verified)))
    return exitCode.good
  } catch (error) {
    return orUsage(reportError(io, error, flags.json === true), flags)
  }
}

/** One verdict a line. The exit code is the gravest: undecided before refused before good. */
async function verifyBatch(
  io: CommandIo,
  verifier: ActionTokenVerifier,
  tokens: readonly string[],
  flags: VerifyTokenFlags,
): Promise<ExitCode> {
  let worst: ExitCode = exitCode.good
  for (const token of tokens) {
    try {
      writeJson(io, toJson(await verifier.verify(token)))
    } catch (error) {
      writeJson(io, errorToJson(error))
      const code = orUsage(exitCodeOf(error), flags)
      if (code > worst) worst = code
    }
  }
  return worst
}

/** Where the keys are a file nothing is left to wait for: what cannot be decided is a matter of that file. */
function orUsage(code: ExitCode, { jwks }: VerifyTokenFlags): ExitCode {
  return code === exitCode.undecided && jwks !== undefined ? exitCode.usage : code
}

function toJson(token: VerifiedActionToken): Record<string, unknown> {
  const { profile, issuer, audience, tenantId, actor, sender, tokenId, issuedAt, expiresAt } = token
  return { ok: true, profile, issuer, audience, tenantId, actor, sender, tokenId, issuedAt, expiresAt }
}

function describe(token: VerifiedActionToken): string {
  const { actor } = token
  const who = [
    actor.address && `address ${actor.address}`,
    actor.tenantId && `tenant ${actor.tenantId}`,
    actor.objectId && `object id ${actor.objectId}`,
    actor.changeableName && `name ${actor.changeableName} (changeable: shown, never authorised by)`,
    actor.guest && 'a guest',
  ].filter(Boolean)
  const lines = [
    ['verdict', `good: a genuine ${token.profile} action token for this audience`],
    ['actor', who.join(', ')],
    ['sender', token.sender ?? 'not in the token: bind it with a limited-purpose token'],
    ['issuer', token.issuer],
    ['audience', token.audience],
    ['lifetime', `${isoTime(token.issuedAt)} to ${isoTime(token.expiresAt)}`],
    ['token id', token.tokenId ?? 'none'],
  ]
  return lines.map(([name = '', value = '']) => `${name.padEnd(10)}${value}\n`).join('')
}

function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}
