import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { embedSignedCard } from '@countersign/core/cards'
import { signCompactJws } from '@countersign/core/jose'
import { compose } from './support/compose.js'
import {
  ADELE,
  ALEX,
  admit,
  type AdmitOptions,
  cardKey,
  codesOf,
  HTML,
  makeCard,
  makeMessageCard,
  NOW,
  ORIGINATOR,
  otherKey,
  provider,
  SENDER,
  signedHtml,
  signJws,
  STRANGER,
  unsignedHtml,
} from './support/world.js'

const DAY_MS = 24 * 60 * 60 * 1000
const card = makeMessageCard()
const post = card.potentialAction?.[0]

async function errorsOf(html: string, options: AdmitOptions = {}): Promise<string[]> {
  const admission = await admit(await compose({ html }), options)
  assert.equal(admission.outcome, 'withheld')
  assert.equal(admission.card, undefined)
  return codesOf(admission, 'error')
}

describe('a mail with a MessageCard', () => {
  it('is shown signed, in the legacy markup and in the linked data of 2018', async () => {
    const jws = await signJws({ card })
    const data = JSON.stringify({ '@type': 'SignedMessageCard', signedMessageCard: jws })
    const linked = HTML.replace('</head>', `<script type="application/ld+json">${data}</script></head>`)
    for (const html of [embedSignedCard(HTML, jws), linked]) {
      const admission = await admit(await compose({ html }), { envelope: STRANGER })
      assert.equal(admission.outcome, 'shown', JSON.stringify(codesOf(admission, 'error')))
      assert.equal(admission.signed, true)
      assert.deepEqual(admission.card, card)
      const read = admission.findings.find(({ code }) => code === 'CARD_READ')
      assert.equal(read?.message, 'The card is a MessageCard, signed.')
    }
  })

  it('is shown unsigned from a verified sender, and remarked to be a MessageCard', async () => {
    const admission = await admit(await compose({ html: unsignedHtml(card) }))
    assert.equal(admission.outcome, 'shown', JSON.stringify(codesOf(admission, 'error')))
    assert.deepEqual(admission.card, card)
    assert.ok(codesOf(admission, 'info').includes('CARD_LEGACY'))
    assert.ok(codesOf(admission, 'pass').includes('TARGETS_REGISTERED'))
  })

  it('B05: is withheld where any HttpPOST goes elsewhere, one in an ActionCard or in no known place, too', async () => {
    const evil = { ...post, target: 'https://evil.example/?token=0123' }
    const inner = { '@type': 'ActionCard', name: 'More', inputs: [], actions: [evil] }
    for (const [changes, path] of [
      [{ potentialAction: [evil] }, '/potentialAction/0'],
      [{ potentialAction: [inner] }, '/potentialAction/0/actions/0'],
      [{ sections: [{ potentialAction: [evil] }] }, '/sections/0/potentialAction/0'],
      [{ elsewhere: [evil] }, '/elsewhere/0'],
      [{ potentialAction: [{ ...evil, '@type': 'HTTPPOST' }] }, '/potentialAction/0'],
      [{ potentialAction: [{ ...post, target: 'http://expenses.contoso.example/' }] }, '/potentialAction/0'],
    ] as const) {
      const admission = await admit(
        await compose({ html: await signedHtml({ card: makeMessageCard(changes) }) }),
      )
      assert.equal(admission.outcome, 'withheld')
      const finding = admission.findings.find(({ code }) => code === 'TARGET_UNREGISTERED')
      assert.equal(finding?.path, path)
      assert.doesNotMatch(JSON.stringify(finding), /0123/)
    }
  })

  it('B04: is judged by key, sender, recipients, mailbox and originator as any card is', async () => {
    assert.deepEqual(await errorsOf(await signedHtml({ card, key: otherKey })), ['CARD_SIGNATURE_INVALID'])
    const html = await signedHtml({ card })
    assert.ok(
      (await errorsOf(await signedHtml({ card, sender: 'b@contoso.example' }))).includes(
        'SIGNED_SENDER_MISMATCH',
      ),
    )
    assert.ok(
      (await errorsOf(await signedHtml({ card, recipients: [ALEX] }))).includes('SIGNED_RECIPIENTS_MISMATCH'),
    )
    assert.ok((await errorsOf(html, { envelope: { rcptTo: ALEX } })).includes('MAILBOX_NOT_ADDRESSED'))
    assert.ok((await errorsOf(html, { provider: undefined })).includes('ORIGINATOR_UNKNOWN'))
    assert.ok(
      (await errorsOf(html, { provider: { ...provider, senders: [] } })).includes('SENDER_UNREGISTERED'),
    )
    assert.ok(
      (await errorsOf(unsignedHtml(makeMessageCard({ originator: undefined })))).includes(
        'ORIGINATOR_MISSING',
      ),
    )
    assert.ok(
      (await errorsOf(unsignedHtml(card), { envelope: STRANGER, records: NO_RECORDS })).includes(
        'SENDER_UNVERIFIED',
      ),
    )
  })

  it('B09: is withheld where it was signed for another mail, or long ago', async () => {
    const days = (count: number): Promise<string> => signedHtml({ card, now: NOW - count * DAY_MS })
    assert.ok((await errorsOf(await days(5))).includes('CARD_SIGNED_FOR_OTHER_MAIL'))
    assert.ok((await errorsOf(await days(40))).includes('CARD_SIGNED_TOO_LONG_AGO'))
  })

  it('B08: is withheld where claim, card and markup are not of one kind', async () => {
    const claims = {
      originator: ORIGINATOR,
      iat: Math.floor(NOW / 1000) - 60,
      sender: SENDER,
      recipientsSerialized: JSON.stringify([ADELE]),
      messageCardSerialized: JSON.stringify(card),
    }
    const both = await signClaims({ ...claims, adaptiveCardSerialized: JSON.stringify(makeCard()) })
    assert.deepEqual(await errorsOf(embedSignedCard(HTML, both)), ['CARD_CLAIMS_REFUSED'])
    const jws = await signClaims(claims)
    const mislabelled = embedSignedCard(HTML, jws).replaceAll('SignedMessageCard', 'SignedAdaptiveCard')
    assert.deepEqual(await errorsOf(mislabelled), ['CARD_CLAIMS_REFUSED'])
    const wrapped = await signClaims({ ...claims, messageCardSerialized: JSON.stringify(makeCard()) })
    assert.deepEqual(await errorsOf(embedSignedCard(HTML, wrapped)), ['CARD_UNREADABLE'])
    const hybrid = unsignedHtml(card).replace('"@type"', '"type":"AdaptiveCard","@type"')
    assert.deepEqual(await errorsOf(hybrid), ['CARD_UNREADABLE'])
  })
})

/** In place of what the domain publishes. */
const NO_RECORDS = {
  'contoso.example': { TXT: ['nothing'] },
  's1._domainkey.contoso.example': { TXT: ['nothing'] },
}

async function signClaims(claims: Readonly<Record<string, unknown>>): Promise<string> {
  return await signCompactJws(claims, { key: cardKey, header: { typ: 'JWT' } })
}
