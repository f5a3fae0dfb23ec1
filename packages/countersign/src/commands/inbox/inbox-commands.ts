import type { Command } from 'commander'
import { collect } from '../../command/collect.js'
import type { CommandContext } from '../../command/command-context.js'
import { DEFAULT_DATA_FOLDER } from '../../emulator-client/emulator-client.js'
import { listInbox } from './list-inbox.js'
import { pressAction } from './press-action.js'
import { showMessage } from './show-message.js'
import { watchInbox } from './watch-inbox.js'
import type { InboxFlags, ListInboxFlags, ShowMessageFlags, PressActionFlags } from './inbox-flags.js'

export function addInboxCommands(program: Command, { io, setExitCode }: CommandContext): void {
  const inbox = program.command('inbox').description("the emulator's mailboxes, from another terminal")
  const command = (name: string, description: string): Command =>
    inbox
      .command(name)
      .description(description)
      .option('--data <folder>', "the running emulator's data folder", DEFAULT_DATA_FOLDER)
      .option('--json', 'the result as JSON')
  command('list', 'messages, oldest first')
    .option('--as <user>', "only this mailbox: a user's address, its part before the @, or channel:NAME")
    .action((flags: ListInboxFlags) => listInbox(io, flags))
  command('show', 'one message: its card drawn in text, and what was checked on arrival')
    .argument('<id>', "the message's number")
    .option('--raw', 'the mail or post as it arrived')
    .action((id: string, flags: ShowMessageFlags) => showMessage(io, id, flags))
  command('press', "press a card's button, as the platform does it")
    .argument('<id>', "the message's number")
    .argument('<action>', "the button's id, title, or place counted from 1")
    .option('--as <user>', 'who presses; default: the owner of the mailbox, in a channel its first member')
    .option('--input <name=value>', 'what the user typed (repeatable)', collect, [])
    .option('--fault <name>', 'something that goes wrong on the way, e.g. duplicate or expired-token')
    .action(async (id: string, action: string, flags: PressActionFlags) =>
      setExitCode(await pressAction(io, id, action, flags)),
    )
  command('watch', 'everything that happens, as it happens, until Ctrl-C').action((flags: InboxFlags) =>
    watchInbox(io, flags),
  )
}
