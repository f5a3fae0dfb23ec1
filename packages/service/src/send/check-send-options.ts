import type { KeyObject } from 'node:crypto'
import { CountersignTypeError, type LimitedTokens } from '@countersign/core'
import { isOptionObject } from '../config/option-object.js'
import type { ServiceConfig } from '../config/service-config.js'
import type { KindDefinition } from '../kinds/kind-definition.js'
import { listCardProblems } from './list-card-problems.js'
import { listItemProblems } from './list-item-problems.js'
import { listSendKeyProblems } from './list-send-key-problems.js'
import type { Recipient, SendOptions } from './send-options.js'

/** A token holds at most this many actors. */
export const MAX_TOGETHER = 8

/** What sending needs of a service, known to be there. */
export interface SendMeans {
  readonly originator: string
  readonly sender: string
  readonly limited: LimitedTokens
  /** Absent: this mail goes unsigned, as its options say. */
  readonly signingKey: KeyObject | undefined
  readonly recipients: readonly Recipient[]
  readonly version: number
}

interface SendingService {
  readonly hasTransport: boolean
  readonly hasLedger: boolean
  readonly actors: KindDefinition['actors']
}

/** Throws `ERR_CONFIG_SEND` with everything that is missing or wrong. */
export function checkSendOptions(
  options: SendOptions<string, string>,
  config: ServiceConfig,
  service: SendingService,
): SendMeans {
  if (!isOptionObject(options)) {
    throw new CountersignTypeError('ERR_CONFIG_SEND', 'send needs an object with item, to, subject and card')
  }
  const { originator, sender, limited, signingKey } = config
  const signed = options.signed ?? true
  const version = options.version ?? 0
  const recipients = listRecipients(options.to)
  const problems = [
    ...listMissingMeans(config, service, signed),
    ...listItemProblems(options),
    ...listCardProblems(options.card),
    ...listRecipientProblems(recipients, options.together === true),
  ]
  if (typeof options.subject !== 'string' || options.subject === '')
    problems.push('subject must not be empty')
  problems.push(...listSendKeyProblems(options.key, service.hasLedger))
  if (problems.length > 0 || originator === undefined || sender === undefined || limited === undefined) {
    throw new CountersignTypeError('ERR_CONFIG_SEND', problems)
  }
  return { originator, sender, limited, signingKey: signed ? signingKey : undefined, recipients, version }
}

function listMissingMeans(
  { originator, sender, limited, signingKey }: ServiceConfig,
  { actors, hasTransport }: SendingService,
  signed: boolean,
): string[] {
  const problems: string[] = []
  if (actors === 'authorized') {
    problems.push(
      'actors: authorized is for cards in channels, which go out with post; a mail needs recipients',
    )
  }
  if (originator === undefined) problems.push('the service needs originator (COUNTERSIGN_ORIGINATOR)')
  if (sender === undefined) problems.push('the service needs sender (COUNTERSIGN_SENDER)')
  if (limited === undefined) problems.push('the service needs limitedKeys (COUNTERSIGN_LIMITED_KEYS)')
  if (!hasTransport) problems.push('the service needs smtp (COUNTERSIGN_SMTP) or transport')
  if (signed && signingKey === undefined) {
    problems.push('the service needs signingKey (COUNTERSIGN_SIGNING_KEY), or send with signed: false')
  }
  return problems
}

function listRecipientProblems(recipients: readonly Recipient[], together: boolean): string[] {
  if (recipients.length === 0) return ['to must name at least one recipient']
  return together && recipients.length > MAX_TOGETHER
    ? [`together: at most ${String(MAX_TOGETHER)} recipients can share a card`]
    : []
}

function listRecipients(to: Recipient | readonly Recipient[] | null | undefined): readonly Recipient[] {
  if (to === undefined || to === null) return []
  return isList(to) ? [...to] : [to]
}

function isList(to: Recipient | readonly Recipient[]): to is readonly Recipient[] {
  return Array.isArray(to)
}
