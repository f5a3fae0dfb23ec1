import { renderCardText } from '@countersign/core'
import type { MailboxMessage } from '@countersign/emulator'
import type { CommandIo } from '../../command/command-io.js'
import { plainLine, plainText } from '../../command/plain-text.js'
import { writeJson } from '../../command/write-result.js'
import { EmulatorClient } from '../../emulator-client/emulator-client.js'
import { describeFindings } from '../card/lint-cards.js'
import { describePlace, describeSender } from './describe-source.js'
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
  const { admission, cardStatus } = message
  io.stdout.write(`${describeHead(message).map(plainLine).join('\n')}\n\n`)
  io.stdout.write(`${describeContent(message)}\n\n`)
  if (cardStatus !== undefined)
    io.stdout.write(plainLine(`${cardStatus.text} (${cardStatus.actor.displayName})`) + '\n\n')
  io.stdout.write(describeFindings('What was checked on arrival', admission.findings))
}

function describeHead({ admission, mailbox, recipient, source }: MailboxMessage): readonly string[] {
  const { from, subject } = admission.mail
  const message = { mailbox, source, from: from?.address === '' ? from.name : from?.address }
  return [
    `From     ${describeSender(message)}`,
    source.type === 'mail' ? `To       ${recipient}` : `Stands   ${describePlace(message)}`,
    `Subject  ${subject}`,
  ]
}

/** The card; of a message in a channel that has none what was written there. */
function describeContent({ admission, card, source }: MailboxMessage): string {
  if (card !== undefined) return renderCardText(card)
  if (admission.outcome === 'withheld') return 'The card is withheld.'
  return source.type === 'mail' ? 'The card is missing.' : plainText(admission.mail.text ?? '')
}
