import type { KeyObject } from 'node:crypto'
import { CountersignTypeError, type LimitedTokens } from '@countersign/core'
import type { ServiceConfig } from '../config/service-config.js'
import type { KindDefinition } from '../kinds/kind-definition.js'
import { listItemProblems } from './list-item-problems.js'
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

/** Throws `ERR_CONFIG_SEND` with everything that is missing or wrong. */
export function checkSendOptions(
  options: SendOptions<string, string>,
  config: ServiceConfig,
  service: {
    readonly hasTransport: boolean
    readonly hasLedger: boolean
    readonly actors: KindDefinition['actors']
  },
): SendMeans {
  const problems: string[] = []
  if (service.actors === 'authorized') {
    problems.push(
      'actors: authorized is for cards in channels, which go out with post; a mail needs recipients',
    )
  }
  const { originator, sender, limited, signingKey } = config
  if (originator === undefined) problems.push('the service needs originator (COUNTERSIGN_ORIGINATOR)')
  if (sender === undefined) problems.push('the service needs sender (COUNTERSIGN_SENDER)')
  if (limited === undefined) problems.push('the service needs limitedKeys (COUNTERSIGN_LIMITED_KEYS)')
  if (!service.hasTransport) problems.push('the service needs smtp (COUNTERSIGN_SMTP) or transport')
  const signed = options.signed ?? true
  if (signed && signingKey === undefined) {
    problems.push('the service needs signingKey (COUNTERSIGN_SIGNING_KEY), or send with signed: false')
  }
  problems.push(...listItemProblems(options))
  const version = options.version ?? 0
  const recipients = listRecipients(options.to)
  if (recipients.length === 0) problems.push('to must name at least one recipient')
  if (options.together === true && recipients.length > MAX_TOGETHER) {
    problems.push(`together: at most ${String(MAX_TOGETHER)} recipients can share a card`)
  }
  if (typeof options.subject !== 'string' || options.subject === '')
    problems.push('subject must not be empty')
  if (options.key !== undefined && (typeof options.key !== 'string' || options.key === '')) {
    problems.push('key must be a text')
  } else if (options.key !== undefined && !service.hasLedger) {
    problems.push('key: the service needs a ledger (COUNTERSIGN_LEDGER) to remember what went out')
  }
  if (problems.length > 0 || originator === undefined || sender === undefined || limited === undefined) {
    throw new CountersignTypeError('ERR_CONFIG_SEND', problems)
  }
  return { originator, sender, limited, signingKey: signed ? signingKey : undefined, recipients, version }
}

function listRecipients(to: Recipient | readonly Recipient[]): readonly Recipient[] {
  return isList(to) ? [...to] : [to]
}

function isList(to: Recipient | readonly Recipient[]): to is readonly Recipient[] {
  return Array.isArray(to)
}
