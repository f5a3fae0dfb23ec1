import { CountersignError, renderCardText } from '@countersign/core'
import type { PressResult } from '@countersign/emulator'
import type { CommandIo } from '../../command/command-io.js'
import { exitCode, type ExitCode } from '../../command/exit-code.js'
import { plainText } from '../../command/plain-text.js'
import { writeJson } from '../../command/write-result.js'
import { EmulatorClient } from '../../emulator-client/emulator-client.js'
import type { PressActionFlags } from './inbox-flags.js'
import { parseMessageId } from './parse-message-id.js'

export async function pressAction(
  io: CommandIo,
  text: string,
  action: string,
  flags: PressActionFlags,
): Promise<ExitCode> {
  const id = parseMessageId(text)
  const inputs = parseInputs(flags.input)
  const client = await EmulatorClient.find(io, flags.data)
  const press = (await client.post(`/api/v1/messages/${id}/press`, {
    action,
    inputs,
    ...(flags.as !== undefined && { as: flags.as }),
    ...(flags.fault !== undefined && { fault: flags.fault }),
  })) as PressResult
  if (flags.json) writeJson(io, { ok: press.outcome === 'done', ...press })
  else io.stdout.write(plainText(describe(press)))
  return exitCodeOf(press)
}

function exitCodeOf({ outcome }: PressResult): ExitCode {
  switch (outcome) {
    case 'done':
      return exitCode.good
    case 'refused':
    case 'sign-in-needed':
      return exitCode.refused
    case 'failed':
      return exitCode.undecided
  }
}

function describe(press: PressResult): string {
  const { actor, request, failure, findings, refreshedCard } = press
  const shown = press.statusText ?? press.actionStatus
  return [
    `${actor.displayName} presses ${press.action} on message ${press.messageId}${press.cardShown === 'mail' ? ', on a device that still shows the first card' : ''}`,
    `  ${request.method} ${new URL(request.url).origin}${new URL(request.url).pathname}  token: ${request.token.profile} in ${request.tokenHeader}`,
    `  → ${press.status === 0 ? (failure ?? 'no answer') : press.status} in ${Math.round(press.durationMs)} ms${shown === undefined ? '' : `: ${shown}`}`,
    ...(press.signIn?.url === undefined ? [] : [`  sign in at ${press.signIn.url}`]),
    ...(press.duplicateStatuses ?? []).map((status) => `  → ${status} to the duplicate`),
    ...findings.map(({ severity, message }) => `  ${severity}: ${message}`),
    ...(refreshedCard === undefined ? [] : ['', renderCardText(refreshedCard)]),
    '',
  ].join('\n')
}

function parseInputs(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      if (at > 0) return [pair.slice(0, at), pair.slice(at + 1)]
      throw new CountersignError('ERR_COMMAND_USAGE', `--input takes NAME=VALUE; it was "${pair}".`)
    }),
  )
}
