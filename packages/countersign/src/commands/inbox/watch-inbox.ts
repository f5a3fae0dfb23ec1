import type { EmulatorEvent } from '@countersign/emulator'
import type { CommandIo } from '../../command/command-io.js'
import { writeJson } from '../../command/write-result.js'
import { EmulatorClient } from '../../emulator-client/emulator-client.js'
import { describeEvent } from './describe-event.js'
import type { InboxFlags } from './inbox-flags.js'

export async function watchInbox(io: CommandIo, flags: InboxFlags): Promise<void> {
  const client = await EmulatorClient.find(io, flags.data)
  for await (const event of client.events(io.interrupted)) {
    if (flags.json) writeJson(io, event)
    else io.stdout.write(`${describeEvent(event as EmulatorEvent)}\n`)
  }
}
