import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { describe, it } from 'node:test'
import { createStaticZone, type Admission } from '../../src/index.js'
import { compose, COVERING, PLAIN_HEADERS, rawMail } from '../support/compose.js'
import { signDkim, type SignDkimOptions } from '../support/sign-dkim.js'
import {
  ADELE,
  admit,
  ALEX,
  codesOf,
  dkimRecord,
  mailKey,
  NOW,
  SELECTOR,
  STRANGER,
  unsignedHtml,
  zoneRecords,
} from '../support/world.js'

const SECONDS = Math.floor(NOW / 1000)

/** The plain mail with an unsigned card, signed as told, sent by a host that SPF does not know. */
async function admitSigned(
  signature: Partial<SignDkimOptions>,
  { headers = PLAIN_HEADERS, change = (raw: Buffer) => raw, records = {} } = {},
): Promise<Admission> {
  const raw = signDkim(rawMail(headers, unsignedHtml()), {
    key: mailKey,
    domain: 'contoso.example',
    selector: SELECTOR,
    headers: COVERING,
    ...signature,
  })
  return await admit(change(raw), { envelope: STRANGER, records })
}

function assertNotProved(admission: Admission, code: string, comment?: RegExp): void {
  assert.equal(admission.outcome, 'withheld')
  assert.ok(codesOf(admission).includes(code), codesOf(admission).join())
  assert.ok(
    codesOf(admission).includes('SENDER_UNVERIFIED') || codesOf(admission).includes('SENDER_UNDECIDED'),
  )
  assert.notEqual(admission.authentication.dkim.result, 'pass')
  if (comment) assert.match(admission.authentication.dkim.signatures[0]?.comment ?? '', comment)
}

describe('verifyDkim', () => {
  it('passes for an aligned signature over what counts', async () => {
    const admission = await admitSigned({})
    assert.equal(admission.outcome, 'shown', JSON.stringify(admission.findings, null, 1))
    assert.deepEqual(admission.authentication.dkim.signatures[0]?.keyBits, 2048)
    assert.ok(codesOf(admission, 'warning').includes('SENDER_VERIFIED_PARTLY'))
  })

  it('passes for a signature of a subdomain and for ed25519 (RFC 8463)', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519')
    const point = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')
    const admission = await admitSigned(
      { key: privateKey, algorithm: 'ed25519-sha256', domain: 'mail.contoso.example', selector: 'ed' },
      { records: { 'ed._domainkey.mail.contoso.example': { TXT: `v=DKIM1; k=ed25519; p=${point}` } } },
    )
    assert.equal(admission.outcome, 'shown', JSON.stringify(admission.findings, null, 1))
  })

  it('refuses one changed byte in the body and in each covered field', async () => {
    for (const [from, to] of [
      ['expenses.contoso.example/approve', 'expenses.contoso.example/reject!'],
      ['Subject: Expense 1234', 'Subject: Expense 1235'],
      ['Message-ID', 'Message-Id'],
    ] as const) {
      const change = (raw: Buffer) => Buffer.from(raw.toString('latin1').replace(from, to), 'latin1')
      const admission = await admitSigned({}, { change })
      if (from === 'Message-ID')
        assert.equal(admission.outcome, 'shown', 'nobody signed the name of Message-ID')
      else assertNotProved(admission, 'DKIM_FAIL')
    }
  })

  it('D01: a pass for a domain not aligned with From proves nothing', async () => {
    const records = { [`${SELECTOR}._domainkey.evil.example`]: { TXT: dkimRecord(publicHalf()) } }
    assertNotProved(await admitSigned({ domain: 'evil.example' }, { records }), 'DKIM_UNALIGNED')
  })

  it('D01: a public suffix, a look-alike suffix and a sibling under one are other organisations', async () => {
    for (const domain of ['example', 'notcontoso.example', 'contoso.example.evil.example', 'co.uk']) {
      const records = { [`${SELECTOR}._domainkey.${domain}`]: { TXT: dkimRecord(publicHalf()) } }
      assertNotProved(await admitSigned({ domain }, { records }), 'DKIM_UNALIGNED')
    }
  })

  it('D02: refuses l=, with content appended and without, and in every spelling', async () => {
    const length = unsignedHtml().length
    for (const l of [String(length), '0', '10', '999999', '1e3', '']) {
      const admission = await admitSigned({ tags: { l } })
      assertNotProved(admission, 'DKIM_REFUSED', /l=/)
    }
    const appended = await admitSigned(
      { tags: { l: '10' } },
      { change: (raw) => Buffer.concat([raw, Buffer.from('\r\n<p>and one more card</p>')]) },
    )
    assertNotProved(appended, 'DKIM_REFUSED', /l=/)
  })

  it('D02: refuses a tag given twice, quotes and comments, which readers take differently', async () => {
    for (const tags of [{ d: 'evil.example' }, { z: '"' }, { z: '(' }, { z: 'From:a\\b' }])
      assertNotProved(await admitSigned({ tags }), 'DKIM_REFUSED', /no list of tags/)
  })

  it('refuses a canonicalization that RFC 6376 does not know, and goes on without it', async () => {
    for (const c of ['/relaxed', 'relaxed/', 'x/relaxed', 'relaxed/x', 'relaxed/relaxed/relaxed']) {
      const change = (raw: Buffer): Buffer =>
        Buffer.from(raw.toString('latin1').replace('c=relaxed/relaxed', `c=${c}`), 'latin1')
      const admission = await admitSigned({}, { change })
      assertNotProved(admission, 'DKIM_REFUSED', /c=/)
      assert.ok(!codesOf(admission).includes('ADMISSION_STEP_FAILED'))
    }
  })

  it('D05: a failing look-up is a temporary error, not a pass', async () => {
    for (const code of ['ESERVFAIL', 'ETIMEOUT', 'EREFUSED', 'ECONNREFUSED', 'EBADNAME', undefined]) {
      const zone = createStaticZone(zoneRecords())
      const raw = await compose({ html: unsignedHtml() })
      const admission = await admit(raw, {
        envelope: STRANGER,
        resolver: (name, type) =>
          name.includes('_domainkey')
            ? Promise.reject(Object.assign(new Error('no'), { code }))
            : zone(name, type),
      })
      assertNotProved(admission, 'DKIM_TEMPERROR')
      assert.equal(admission.authentication.dkim.result, 'temperror')
      assert.ok(codesOf(admission, 'error').includes('SENDER_UNDECIDED'))
    }
  })

  it('D05: a malformed answer is a temporary error; no key at all is final', async () => {
    const raw = await compose({ html: unsignedHtml() })
    for (const answer of [undefined, 'v=DKIM1', ['v=DKIM1'], [[1]], { length: 1 }]) {
      const resolver = () => Promise.resolve(answer)
      const admission = await admit(raw, { envelope: STRANGER, resolver })
      assert.equal(admission.authentication.dkim.result, 'temperror')
      assert.equal(admission.outcome, 'withheld')
    }
    const revoked = await admit(raw, {
      envelope: STRANGER,
      records: { [`${SELECTOR}._domainkey.contoso.example`]: { TXT: 'v=DKIM1; p=' } },
    })
    assertNotProved(revoked, 'DKIM_FAIL')
  })

  it('D06: refuses a signature that leaves To, Cc, Date, Subject or the Content fields open', async () => {
    for (const open of ['From', 'To', 'Cc', 'Date', 'Subject', 'Content-Type', 'Content-Transfer-Encoding']) {
      const admission = await admitSigned(
        { headers: COVERING.filter((name) => name !== open) },
        { headers: [...PLAIN_HEADERS, `Cc: ${ALEX}`, 'Content-Transfer-Encoding: 8bit'] },
      )
      assertNotProved(admission, 'DKIM_REFUSED', new RegExp(`h= does not cover (the field )?${open}`, 'i'))
    }
  })

  it('D06: a Cc added afterwards does not make a stranger a recipient', async () => {
    const headers = COVERING.filter((name) => name !== 'Cc')
    const addCc = (raw: Buffer) => Buffer.concat([Buffer.from('Cc: mallory@fabrikam.example\r\n'), raw])
    const admission = await admitSigned({ headers }, { change: addCc })
    assertNotProved(admission, 'DKIM_REFUSED', /does not cover the field cc/)
    assertNotProved(await admitSigned({}, { change: addCc }), 'DKIM_FAIL')
  })

  it('D07: refuses keys under 1,024 bits', async () => {
    const short = generateKeyPairSync('rsa', { modulusLength: 1023 })
    const admission = await admitSigned(
      { key: short.privateKey, selector: 'short' },
      { records: { 'short._domainkey.contoso.example': { TXT: dkimRecord(short) } } },
    )
    assertNotProved(admission, 'DKIM_REFUSED', /less than 1024 bits/)
    const enough = generateKeyPairSync('rsa', { modulusLength: 1024 })
    const records = { 'enough._domainkey.contoso.example': { TXT: dkimRecord(enough) } }
    assert.equal(
      (await admitSigned({ key: enough.privateKey, selector: 'enough' }, { records })).outcome,
      'shown',
    )
  })

  it('D07: refuses rsa-sha1', async () => {
    assertNotProved(await admitSigned({ algorithm: 'rsa-sha1' }), 'DKIM_REFUSED', /a= is not/)
  })

  it('D07: refuses x= passed, by the given clock, and x= before t=', async () => {
    const expired = { t: String(SECONDS - 600), x: String(SECONDS - 1) }
    assertNotProved(await admitSigned({ tags: expired }), 'DKIM_REFUSED', /x= has passed/)
    const backwards = { t: String(SECONDS + 200), x: String(SECONDS + 100) }
    assertNotProved(await admitSigned({ tags: backwards }), 'DKIM_REFUSED', /not after t=/)
    assertNotProved(await admitSigned({ tags: { t: String(SECONDS + 301) } }), 'DKIM_REFUSED', /future/)
    assertNotProved(await admitSigned({ tags: { x: 'soon' } }), 'DKIM_REFUSED', /no number/)
    const running = { t: String(SECONDS - 600), x: String(SECONDS + 1) }
    assert.equal((await admitSigned({ tags: running })).outcome, 'shown')
  })

  it('refuses i= outside d=, and in a subdomain where the key record says t=s', async () => {
    assertNotProved(await admitSigned({ tags: { i: '@evil.example' } }), 'DKIM_REFUSED', /i= is outside/)
    const strict = { [`${SELECTOR}._domainkey.contoso.example`]: { TXT: dkimRecord(publicHalf(), 't=s; ') } }
    const tags = { i: '@sub.contoso.example' }
    assertNotProved(await admitSigned({ tags }, { records: strict }), 'DKIM_REFUSED', /subdomains/)
    assert.equal((await admitSigned({ tags })).outcome, 'shown')
    assert.equal((await admitSigned({}, { records: strict })).outcome, 'shown')
  })

  it('refuses a key record for another hash or another service', async () => {
    for (const restriction of ['h=sha1; ', 's=tlsrpt; ']) {
      const records = {
        [`${SELECTOR}._domainkey.contoso.example`]: { TXT: dkimRecord(publicHalf(), restriction) },
      }
      assertNotProved(await admitSigned({}, { records }), 'DKIM_REFUSED', /key record/)
    }
  })

  it('finds the good signature among strangers, and asks DNS for few of them', async () => {
    const junk = `DKIM-Signature: v=1; a=rsa-sha256; d=evil.example; s=x; h=From; bh=AA==; b=AA==\r\n`
    const asked: string[] = []
    const zone = createStaticZone(zoneRecords())
    const raw = Buffer.concat([Buffer.from(junk.repeat(100)), await compose({ html: unsignedHtml() })])
    const admission = await admit(raw, {
      resolver: (name, type) => {
        asked.push(name)
        return zone(name, type)
      },
    })
    assert.equal(admission.authentication.dkim.result, 'pass')
    assert.equal(admission.authentication.dkim.signatures.length, 5)
    assert.ok(asked.length < 10, String(asked.length))
  })

  it('writes nothing to the console, whatever the signature says', async (t) => {
    const log = t.mock.method(console, 'log')
    await admitSigned({ tags: { l: '999999' } })
    assert.equal(log.mock.callCount(), 0)
  })

  it('D06: a signed mail re-sent whole to someone outside To and Cc shows no card', async () => {
    const admission = await admit(await compose({ html: unsignedHtml() }), { envelope: { rcptTo: ALEX } })
    assert.equal(admission.authentication.dkim.result, 'pass')
    assert.equal(admission.outcome, 'withheld')
    assert.deepEqual(codesOf(admission, 'error'), ['MAILBOX_NOT_ADDRESSED'])
    assert.equal(
      (await admit(await compose({ html: unsignedHtml() }), { envelope: { rcptTo: ADELE.toUpperCase() } }))
        .outcome,
      'shown',
    )
  })
})

function publicHalf(): { readonly publicKey: KeyObject } {
  return { publicKey: createPublicKey(mailKey) }
}
