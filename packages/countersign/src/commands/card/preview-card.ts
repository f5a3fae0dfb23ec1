import { renderCardText } from '@countersign/core'
import type { CommandIo } from '../../command/command-io.js'
import { writeResult } from '../../command/write-result.js'
import { readFirstCard } from './read-cards.js'

export async function previewCard(io: CommandIo, file: string): Promise<void> {
  await writeResult(io, renderCardText(await readFirstCard(io, file)))
}
