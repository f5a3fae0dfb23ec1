import type { MessageSummary } from '@countersign/emulator'
import type { CommandIo } from '../../command/command-io.js'
import { plainLine } from '../../command/plain-text.js'
import { writeJson } from '../../command/write-result.js'
import { EmulatorClient } from '../../emulator-client/emulator-client.js'
import { describePlace, describeSender } from './describe-source.js'
import type { ListInboxFlags } from './inbox-flags.js'

export async function listInbox(io: CommandIo, flags: ListInboxFlags): Promise<void> {
  const client = await EmulatorClient.find(io, flags.data)
  const query = flags.as === undefined ? '' : `?mailbox=${encodeURIComponent(flags.as)}`
  const { messages } = (await client.get(`/api/v1/messages${query}`)) as {
    messages: readonly MessageSummary[]
  }
  if (flags.json) writeJson(io, { ok: true, messages })
  else if (messages.length === 0) io.stderr.write('No messages yet.\n')
  else for (const message of messages) io.stdout.write(describe(message))
}

function describe(message: MessageSummary): string {
  const { id, subject, outcome, buttons, errors } = message
  const state =
    outcome === 'shown'
      ? buttonsOf(buttons)
      : outcome === 'withheld'
        ? `card withheld, ${errors} errors: countersign inbox show ${id}`
        : 'no card'
  const lines = [
    `${String(id).padStart(4)}  ${describePlace(message)}  from ${describeSender(message)}`,
    `      ${subject}`,
    `      ${state}`,
  ]
  return `${lines.map(plainLine).join('\n')}\n`
}

function buttonsOf(buttons: MessageSummary['buttons']): string {
  if (buttons.length === 0) return 'card shown, no buttons'
  return buttons
    .map(({ number, id, title }) => `[${title ?? id ?? number}]${id === undefined ? '' : ` ${id}`}`)
    .join('   ')
}
