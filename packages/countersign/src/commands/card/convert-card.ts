import { convertMessageCard, CountersignError, parseMessageCard } from '@countersign/core'
import type { CommandIo } from '../../command/command-io.js'
import { exitCode, type ExitCode } from '../../command/exit-code.js'
import { writeResult } from '../../command/write-result.js'
import type { ConvertCardFlags } from './card-flags.js'
import { describeFindings } from './lint-cards.js'
import { cardTextOf, readCards } from './read-cards.js'

/** Answers 1 where the Adaptive Card lacks something that the MessageCard has. */
export async function convertCard(io: CommandIo, file: string, flags: ConvertCardFlags): Promise<ExitCode> {
  const [found] = await readCards(io, file)
  if (!found) throw new CountersignError('ERR_COMMAND_FILE', `${file} holds no card.`)
  const { card, findings } = convertMessageCard(parseMessageCard(cardTextOf(found)))
  const isWhole = !findings.some(({ severity }) => severity === 'warning' || severity === 'error')
  if (!flags.json) io.stderr.write(describeFindings(file, findings))
  await writeResult(
    io,
    flags.json ? JSON.stringify({ ok: isWhole, card, findings }) : JSON.stringify(card, undefined, 2),
    { out: flags.out },
  )
  return isWhole ? exitCode.good : exitCode.refused
}
