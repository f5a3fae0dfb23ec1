import { CountersignTypeError, isCodedError, parseCard, type OutlookCard } from '@countersign/core'
import type { ProviderRegistry } from '../registry/provider-registry.js'
import { resolveEndpoint } from '../registry/resolve-endpoint.js'
import { createTextReader } from '../registry/text-reader.js'
import type { BotCardOptions } from './bot-card.js'

/** What was asked for, with every default filled in and the card read. */
export interface CheckedBotCard extends Required<Omit<BotCardOptions, 'card'>> {
  readonly card: OutlookCard
  readonly json: string
}

/** Longest text of one member but the card, in characters. */
const MAX_MEMBER_LENGTH = 512

/** @throws CountersignTypeError ERR_EMULATOR_BOT_CARD with every problem */
export function checkBotCard(input: unknown, registry: ProviderRegistry): CheckedBotCard {
  if (typeof input !== 'object' || input === null) {
    throw new CountersignTypeError('ERR_EMULATOR_BOT_CARD', ['what is to be posted is not an object'])
  }
  const problems: string[] = []
  const given = input as Readonly<Record<string, unknown>>
  const text = createTextReader(given, problems, MAX_MEMBER_LENGTH)
  const checked = {
    appId: text('appId'),
    endpoint: text('endpoint'),
    to: text('to'),
    channelId: text('channelId', 'msteams'),
    name: text('name', 'Bot'),
  }
  if (checked.endpoint !== '' && resolveEndpoint(checked.endpoint, registry) === undefined) {
    problems.push('endpoint is neither on this machine nor an https URL that a provider routes there')
  }
  const json = typeof given.card === 'string' ? given.card : (JSON.stringify(given.card) ?? '')
  const card = readCard(json, problems)
  if (card === undefined || problems.length > 0) {
    throw new CountersignTypeError('ERR_EMULATOR_BOT_CARD', problems)
  }
  return { ...checked, card, json }
}

function readCard(json: string, problems: string[]): OutlookCard | undefined {
  try {
    return parseCard(json)
  } catch (error) {
    if (!isCodedError(error)) throw error
    problems.push(`card: ${error.message}`)
    return undefined
  }
}
