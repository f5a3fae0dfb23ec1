import { renderCardText } from '@countersign/core'
import type { MailboxMessage } from '@countersign/emulator'
import type { CommandIo } from '../../command/command-io.js'
import { plainLine } from '../../command/plain-text.js'
import { writeJson } from '../../command/write-result.js'
import { EmulatorClient } from '../../emulator-client/emulator-client.js'
import { describeFindings } from '../card/lint-cards.js'
import type { ShowMessageFlags } from './inbox-flags.js'
import { parseMessageId } from './parse-message-id.js'

export async function showMessage(io: CommandIo, text: string, flags: ShowMessageFlags): Promise<void> {
  const id = parseMessageId(text)
  const client = await EmulatorClient.find(io, flags.data)
  if (flags.raw) {
    io.stdout.write(await client.getText(`/api/v1/messages/${id}/raw`))
    return
  }
  const { message } = (await client.get(`/api/v1/messages/${id}`)) as { message: MailboxMessage }
  if (flags.json) {
    writeJson(io, { ok: true, message })
    return
  }
  const { admission, card } = message
  const { from, subject } = admission.mail
  io.stdout.write(
    [`From     ${from?.address ?? 'nobody'}`, `To       ${message.recipient}`, `Subject  ${subject}`, '', '']
      .map(plainLine)
      .join('\n'),
  )
  io.stdout.write(
    card === undefined
      ? `The card is ${admission.outcome === 'withheld' ? 'withheld' : 'missing'}.\n\n`
      : `${renderCardText(card)}\n\n`,
  )
  io.stdout.write(describeFindings('What was checked on arrival', admission.findings))
}
