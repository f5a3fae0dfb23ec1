import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { describe, it } from 'node:test'
import { extractCards, verifySignedCard, type MessageCard } from '@countersign/core'
import PostalMime from 'postal-mime'
import { findAction } from '../support/channel-service.js'
import { ADELE, createTestService, headerOf, secrets } from '../support/test-service.js'

describe('send with a MessageCard', () => {
  it('signs it, binds its HttpPOST, and runs the decision once', async () => {
    const t = createTestService()
    await t.kind.send({
      item: '1234',
      to: ADELE.address,
      subject: 'Expense 1234',
      card: ({ httpPost }) => ({
        '@type': 'MessageCard',
        '@context': 'https://schema.org/extensions',
        summary: 'Expense 1234',
        text: 'Expense 1234',
        potentialAction: [
          {
            '@type': 'ActionCard',
            name: 'Approve …',
            inputs: [{ '@type': 'TextInput', id: 'comment' }],
            actions: [httpPost('approve', { title: 'Approve', inputs: ['comment'] })],
          },
        ],
      }),
    })
    const { html } = await PostalMime.parse(Buffer.from(t.mailbox.mails[0]?.raw ?? ''))
    const [extracted] = extractCards(html ?? '')
    assert.equal(extracted?.form, 'signed')
    const { card } = verifySignedCard(extracted.text, { key: createPublicKey(secrets.signingKey) })
    const action = findAction(card as MessageCard, 'approve')
    const request = {
      method: 'POST',
      url: action.target,
      headers: [
        ['authorization', `Bearer ${await t.mint(ADELE)}`],
        ['card-correlation-id', card.correlationId ?? ''],
        ...(action.headers ?? []).map(({ name, value }) => [name, value] as const),
      ] as const,
      body: Buffer.from((action.body ?? '').replace('{{comment.value}}', 'said "yes"')),
    }
    const answered = await t.handler.handle(request)
    assert.equal(headerOf(answered, 'card-action-status'), 'Recorded.')
    assert.deepEqual(await t.handler.handle(request), answered)
    assert.deepEqual(t.runs, ['approve 1234 said "yes"'])
  })
})
