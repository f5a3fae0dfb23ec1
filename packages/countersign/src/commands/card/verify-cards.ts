import type { KeyObject } from 'node:crypto'
import {
  CountersignError,
  importPublicKey,
  verifySignedCard,
  type VerifiedSignedCard,
} from '@countersign/core'
import type { CommandIo } from '../../command/command-io.js'
import { exitCode, type ExitCode } from '../../command/exit-code.js'
import { readInput, readLines } from '../../command/read-input.js'
import { errorToJson, exitCodeOf, reportError } from '../../command/report-error.js'
import { plainText } from '../../command/plain-text.js'
import { writeJson } from '../../command/write-result.js'
import type { VerifyCardFlags } from './card-flags.js'
import { readCards } from './read-cards.js'

export async function verifyCards(io: CommandIo, file: string, flags: VerifyCardFlags): Promise<ExitCode> {
  const key = importPublicKey(await readInput(io, flags.key))
  if (flags.batch) return verifyBatch(io, key, await readLines(io, file))
  try {
    const cards = await readCards(io, file)
    const [card, second] = cards
    // Several cards in one mail: whoever reads the first and shows the second is fooled.
    if (second)
      throw new CountersignError(
        'ERR_CARD_JWS_FORM',
        `${file} holds ${cards.length} cards: a mail carries one.`,
      )
    if (card?.form !== 'signed')
      throw new CountersignError('ERR_CARD_JWS_FORM', `The card in ${file} is not signed.`)
    const verified = verifySignedCard(card.text, { key, entity: card.entity })
    if (flags.json) writeJson(io, toJson(verified))
    else io.stdout.write(plainText(describe(verified)))
    return exitCode.good
  } catch (error) {
    return reportError(io, error, flags.json === true)
  }
}

function verifyBatch(io: CommandIo, key: KeyObject, lines: readonly string[]): ExitCode {
  let worst: ExitCode = exitCode.good
  for (const line of lines) {
    try {
      writeJson(io, toJson(verifySignedCard(line, { key })))
    } catch (error) {
      writeJson(io, errorToJson(error))
      const code = exitCodeOf(error)
      if (code > worst) worst = code
    }
  }
  return worst
}

function toJson({
  entity,
  card,
  originator,
  sender,
  recipients,
  issuedAt,
}: VerifiedSignedCard): Record<string, unknown> {
  return { ok: true, entity, originator, sender, recipients, issuedAt, card }
}

function describe({ entity, originator, sender, recipients, issuedAt }: VerifiedSignedCard): string {
  return [
    'verdict     good: the signature fits the key',
    `card        ${entity}`,
    `originator  ${originator}`,
    `sender      ${sender}`,
    `recipients  ${recipients.join(', ')}`,
    `signed at   ${new Date(issuedAt * 1000).toISOString()}`,
    '',
  ].join('\n')
}
