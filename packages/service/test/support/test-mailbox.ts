import { createPublicKey, type KeyObject } from 'node:crypto'
import { extractCards, verifySignedCard, type OutlookCard } from '@countersign/core'
import type { Transport, TransportMail } from '@countersign/mail'
import PostalMime from 'postal-mime'

/** Keeps what is sent, and reads it as a platform would. */
export interface TestMailbox {
  readonly transport: Transport
  readonly mails: readonly TransportMail[]
  /** The signed card of the newest mail to an address, verified with the provider's public key. */
  readCard(address: string): Promise<OutlookCard>
}

export function createTestMailbox(signingKey: KeyObject): TestMailbox {
  const mails: TransportMail[] = []
  return {
    mails,
    transport: {
      deliver(mail) {
        mails.push(mail)
        return Promise.resolve({ response: `250 2.0.0 Ok: queued as ${String(mails.length)}` })
      },
    },
    async readCard(address) {
      const mail = mails.findLast(({ envelope }) => envelope.to.includes(address))
      if (mail === undefined) throw new Error(`no mail to ${address}`)
      const { html } = await PostalMime.parse(Buffer.from(mail.raw))
      const [extracted] = extractCards(html ?? '')
      if (extracted?.form !== 'signed') throw new Error('the mail has no signed card')
      const verified = verifySignedCard(extracted.text, { key: createPublicKey(signingKey) })
      if (verified.entity !== 'AdaptiveCard') throw new Error('the mail has a MessageCard')
      return verified.card
    },
  }
}
