import type { CommandIo } from '../../command/command-io.js'
import { describeTunnel } from '../../opener/describe-tunnel.js'
import { findDisplayProblem } from '../../opener/find-display.js'
import { openPage } from '../../opener/open-page.js'

/** Opens the page, or says how to reach it from a machine that can. */
export async function openInbox(io: CommandIo, pageUrl: string): Promise<void> {
  const problem = findDisplayProblem(io.env)
  if (problem === undefined && (await openPage(pageUrl))) return
  io.stderr.write(
    [
      `No browser was opened: ${problem ?? 'the program that should have done it failed'}.`,
      'From another machine, first:',
      `  ${describeTunnel(pageUrl, io.env)}`,
      'and then open the address of the inbox there.',
      '',
    ].join('\n'),
  )
}
