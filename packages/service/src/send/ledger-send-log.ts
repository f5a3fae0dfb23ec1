import { CountersignError } from '@countersign/core'
import type { SendLog } from '@countersign/mail'
import { hashParts } from '../pipeline/hash-parts.js'
import type { LedgerSource } from '../service/ledger-source.js'

/** After a crash a mail is held back this long, then it may be sent again. */
const SEND_LEASE_MS = 10 * 60_000
/** How long it is remembered that a mail went out. */
const REMEMBER_SENT_MS = 31 * 86_400_000

/** Remembers in the ledger which mails went out, beside what has run. */
export function createLedgerSendLog(
  source: LedgerSource,
  options: {
    readonly service: string
    readonly now: () => number
    readonly kind: string
    readonly item: string
  },
): SendLog {
  const reservations = new Map<string, string>()
  return {
    async begin(mailKey) {
      const ledger = await source.open()
      const key = hashParts(['countersign send', options.service, mailKey])
      const closesAt = options.now() + REMEMBER_SENT_MS
      const result = await ledger.reserve({
        key,
        fingerprint: key,
        itemKey: key,
        version: 0,
        actorKey: key,
        decision: 'send',
        // No token stands behind a mail, so none can be older than the ledger.
        issuedAt: closesAt,
        closesAt,
        leaseMs: SEND_LEASE_MS,
        takeOver: true,
        label: { kind: options.kind, item: options.item, actor: 'send' },
      })
      switch (result.state) {
        case 'reserved':
          reservations.set(mailKey, result.reservationId)
          return { state: 'begun' }
        case 'settled':
          return { state: 'sent', response: result.answer.body }
        case 'running':
          return { state: 'busy' }
        case 'in-doubt':
        case 'superseded':
        case 'withdrawn':
        case 'too-old':
        case 'closed':
          throw new CountersignError('ERR_MAIL_SEND_LOG')
      }
    },
    async sent(mailKey, response) {
      const ledger = await source.open()
      const recorded = await ledger.settle(takeReservation(reservations, mailKey), {
        status: 250,
        headers: [],
        body: response,
      })
      if (!recorded) throw new CountersignError('ERR_MAIL_SEND_LOG')
    },
    async failed(mailKey) {
      const ledger = await source.open()
      await ledger.release(takeReservation(reservations, mailKey))
    },
  }
}

/** For sending without a key: every call is a new one. */
export const forgetfulSendLog: SendLog = Object.freeze({
  begin: () => Promise.resolve({ state: 'begun' } as const),
  sent: () => Promise.resolve(),
  failed: () => Promise.resolve(),
})

function takeReservation(reservations: Map<string, string>, mailKey: string): string {
  const reservationId = reservations.get(mailKey)
  reservations.delete(mailKey)
  if (reservationId === undefined) throw new CountersignError('ERR_MAIL_SEND_LOG')
  return reservationId
}
