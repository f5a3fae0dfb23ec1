import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { KeyObject } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import {
  embedSignedCard,
  exportPublicKey,
  generateSigningKey,
  signCard,
  type MessageCard,
} from '@countersign/core'
import type { Browser, Page } from 'playwright-core'
import { launchChromium, skipReason } from './chromium.js'
import { findViolations } from './find-violations.js'
import { openInbox, type Inbox, type OpenPage } from './open-inbox.js'

const ORIGINATOR = '65c680ef-36a6-4a1b-b84c-a7b5c6198792'
const SENDER = 'travel@contoso.example'
const ADELE = 'adele@contoso.example'
const TARGET = 'https://travel.example/act'
const REMOTE = 'https://pictures.example/receipt.png'

interface Call {
  readonly url: string
  readonly type: string
  readonly body: string
}

/** A card with everything that a MessageCard may have. */
function makeCard(title: string, own: object = {}): MessageCard {
  return {
    '@type': 'MessageCard',
    '@context': 'https://schema.org/extensions',
    originator: ORIGINATOR,
    themeColor: '0078D7',
    summary: title,
    title,
    text: 'Please **decide** on this trip.',
    sections: [
      {
        activityImage: REMOTE,
        activityTitle: 'Diego Siciliani',
        activitySubtitle: 'Handed in on 12 October',
        facts: [
          { name: 'Amount', value: '120.00 EUR' },
          { name: 'Cost centre', value: '4711' },
        ],
      },
      {
        startGroup: true,
        title: 'Receipts',
        heroImage: { image: REMOTE, title: 'The bill' },
        images: [{ image: REMOTE }, { image: REMOTE, title: 'Train' }],
        potentialAction: [
          { '@type': 'HttpPOST', name: 'Ask for originals', target: `${TARGET}/ask`, body: '{}' },
        ],
      },
    ],
    potentialAction: [
      {
        '@type': 'ActionCard',
        name: 'Decide',
        inputs: [
          { '@type': 'TextInput', id: 'comment', title: 'Comment', isMultiline: true },
          { '@type': 'DateInput', id: 'payOn', title: 'Pay on' },
          {
            '@type': 'MultichoiceInput',
            id: 'account',
            title: 'Account',
            isRequired: true,
            choices: [
              { display: 'Travel', value: 'travel' },
              { display: 'Training', value: 'training' },
            ],
          },
        ],
        actions: [
          {
            '@type': 'HttpPOST',
            '@id': 'approve',
            name: 'Approve',
            isPrimary: true,
            target: TARGET,
            headers: [{ name: 'Content-Type', value: 'text/plain' }],
            body: '{{comment.value}}|{{payOn.value}}|{{account.value}}',
          },
          { '@type': 'HttpPOST', name: 'Reject', target: TARGET, body: '{"decision":"reject"}' },
        ],
      },
      {
        '@type': 'OpenUri',
        name: 'View in Travel',
        targets: [{ os: 'default', uri: 'https://travel.example/7' }],
      },
    ],
    ...own,
  }
}

describe('a MessageCard in the browser', { skip: skipReason }, () => {
  let browser: Browser
  let inbox: Inbox
  let opened: OpenPage
  let page: Page
  let server: Server
  let key: KeyObject
  const calls: Call[] = []
  const next = { status: 200, headers: {} as Record<string, string>, body: '' }

  before(async () => {
    browser = await launchChromium()
    inbox = await openInbox(browser)
    key = await generateSigningKey()
    server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const type = request.headers['content-type'] ?? ''
        calls.push({ url: request.url ?? '', type, body: Buffer.concat(chunks).toString() })
        response.writeHead(next.status, next.headers).end(next.body)
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    inbox.emulator.registerProvider({
      originator: ORIGINATOR,
      name: 'Travel',
      senders: [SENDER],
      targets: [TARGET],
      publicKey: exportPublicKey(key, 'xml'),
      scope: 'global',
      routes: { '*': `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` },
    })
    opened = await inbox.open()
    page = opened.page
  })
  after(async () => {
    await inbox?.close()
    server?.close()
    server?.closeAllConnections()
    await browser?.close()
  })

  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const kept = () => page.locator('.card-frame .kept-status')
  const line = (on: Page, title: string) => on.getByRole('option').filter({ hasText: title }).first()
  const answer = (status: number, headers: Record<string, string>, body = ''): void => {
    Object.assign(next, { status, headers, body })
  }

  async function send(card: MessageCard): Promise<void> {
    const now = Date.now()
    const jws = await signCard(card, {
      key,
      originator: ORIGINATOR,
      sender: SENDER,
      recipients: [ADELE],
      now,
    })
    const raw = [
      `From: Travel <${SENDER}>`,
      `To: ${ADELE}`,
      `Subject: ${card.title ?? ''}`,
      `Date: ${new Date(now).toUTCString()}`,
      'MIME-Version: 1.0',
      'Content-Type: text/html; charset=utf-8',
      '',
      embedSignedCard('<html><body><p>A trip waits for you.</p></body></html>', jws),
    ].join('\r\n')
    const [message] = await inbox.emulator.deliverRaw(raw, { mailFrom: SENDER, rcptTo: [ADELE] })
    assert.equal(message?.admission.outcome, 'shown', JSON.stringify(message?.admission.findings))
  }

  async function receive(title: string, own: object = {}): Promise<void> {
    await send(makeCard(title, own))
    await line(page, title).click()
    await page.getByRole('heading', { name: title, level: 2 }).waitFor()
  }

  it('shows title, text, activity, facts and sections, and the ActionCard that is the only one is open', async () => {
    await receive('Trip 1')
    const card = page.locator('.card-place')
    for (const text of [
      ...['Trip 1', 'Diego Siciliani', 'Handed in on 12 October', 'Amount', '120.00 EUR', 'Cost centre'],
      ...['Receipts'],
    ])
      await card.getByText(text, { exact: true }).first().waitFor()
    assert.equal(await card.locator('strong').getByText('decide').count(), 1)
    await button('Ask for originals').waitFor()
    await page.getByRole('textbox', { name: 'Comment' }).waitFor()
    assert.equal(await card.locator('input[type=date]').count(), 1)
    await page.getByRole('combobox', { name: 'Account' }).waitFor()
    assert.equal(
      await page.evaluate<string>("getComputedStyle(document.querySelector('.card-frame')).borderTopColor"),
      'rgb(0, 120, 215)',
    )
  })

  it('B12: loads no picture, and says how many there were', async () => {
    await page.getByText('Blocked in this card: 4 pictures.').waitFor()
    assert.equal(await page.locator('.card-place img').count(), 0)
    await page.locator('.card-place').getByText('Picture blocked: The bill').waitFor()
  })

  it('shows the MessageCard itself', async () => {
    await page.getByText(/the legacy format, drawn as/).click()
    const source = (await page.locator('.card-source pre').textContent()) ?? ''
    assert.deepEqual(JSON.parse(source), makeCard('Trip 1'))
  })

  it('asks for the input that an action sends, not for what another one sends', async () => {
    const count = calls.length
    await button('Approve').click()
    await page.locator('.card-place').getByText('A value is needed here.').waitFor()
    assert.equal(calls.length, count)
    answer(200, { 'CARD-ACTION-STATUS': 'The trip was rejected.' })
    await button('Reject').click()
    await kept().getByText('The trip was rejected.').waitFor()
    assert.deepEqual(calls.at(-1), { url: '/act', type: 'application/json', body: '{"decision":"reject"}' })
  })

  it('posts what was typed, and keeps what came of it on the card: on success', async () => {
    await receive('Trip 2')
    assert.equal(await kept().locator('p').count(), 0)
    await page.getByRole('textbox', { name: 'Comment' }).fill('Fine "by" me & {{him}}')
    await page.locator('.card-place input[type=date]').fill('2026-10-01')
    await page.getByRole('combobox', { name: 'Account' }).selectOption('training')
    answer(200, { 'CARD-ACTION-STATUS': 'The trip was approved.' })
    await button('Approve').click()
    await kept().getByText('The trip was approved.').waitFor()
    assert.equal(calls.at(-1)?.body, 'Fine "by" me & {{him}}|2026-10-01|training')
    await kept().getByText('Adele Vance').waitFor()
    assert.equal(await page.getByText('The trip was approved.').count(), 1)
  })

  it('keeps it on failure, too, and shows it when the message is opened again', async () => {
    answer(409, { 'CARD-ACTION-STATUS': 'Somebody was first.' })
    await button('Ask for originals').click()
    await kept().locator('.status-refused').getByText('Somebody was first.').waitFor()
    assert.equal(calls.at(-1)?.url, '/act/ask')
    await line(page, 'Trip 1').click()
    await kept().getByText('The trip was rejected.').waitFor()
    await line(page, 'Trip 2').click()
    await kept().getByText('Somebody was first.').waitFor()
    await page.reload()
    await line(page, 'Trip 2').click()
    await kept().getByText('Somebody was first.').waitFor()
  })

  it('draws the refresh card, with the status below', async () => {
    await receive('Trip 3')
    const body = JSON.stringify(makeCard('Trip 3 is rejected', { sections: [], potentialAction: [] }))
    answer(200, { 'CARD-ACTION-STATUS': 'Rejected.', 'CARD-UPDATE-IN-BODY': 'true' }, body)
    await button('Reject').click()
    await page.locator('.card-place').getByText('Trip 3 is rejected').waitFor()
    await kept().getByText('Rejected.', { exact: true }).waitFor()
    assert.equal(await button('Reject').count(), 0)
  })

  it('opens an OpenUri in a page of its own, and nothing unsafe', async () => {
    await receive('Trip 4', {
      potentialAction: [
        { '@type': 'OpenUri', name: 'Open', targets: [{ os: 'default', uri: 'https://travel.example/7' }] },
        { '@type': 'OpenUri', name: 'Trap', targets: [{ os: 'default', uri: 'javascript:alert(1)' }] },
      ],
    })
    await page.context().route('https://travel.example/**', (route) => route.fulfill({ body: 'the trip' }))
    const popup = page.context().waitForEvent('page')
    // The renderer calls such a button a link.
    await page.getByRole('link', { name: 'Open', exact: true }).click()
    const other = await popup
    await other.waitForURL('https://travel.example/7')
    await other.close()
    await page.getByText(/1 unsafe link/).waitFor()
    await page.getByRole('link', { name: 'Trap', exact: true }).click()
    assert.equal(page.context().pages().length, 1)
  })

  it('two ActionCards stay closed until one is pressed', async () => {
    const inner = (name: string, id: string): object => ({
      '@type': 'ActionCard',
      name,
      inputs: [{ '@type': 'TextInput', id, title: `Input of ${name}`, isRequired: true }],
      actions: [{ '@type': 'HttpPOST', name: `Send ${name}`, target: TARGET, body: `"{{${id}.value}}"` }],
    })
    await receive('Trip 5', { potentialAction: [inner('One', 'a'), inner('Two', 'b')] })
    assert.equal(await page.getByRole('textbox', { name: /Input of/ }).count(), 0)
    await button('Two').click()
    await page.getByRole('textbox', { name: /Input of Two/ }).fill('x')
    answer(200, { 'CARD-ACTION-STATUS': 'Sent.' })
    await button('Send Two').click()
    await kept().getByText('Sent.').waitFor()
    assert.equal(calls.at(-1)?.body, '"x"')
  })

  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [400, 1400])
      it(`can be used by everybody: ${colorScheme}, ${String(width)} px`, async () => {
        const other = await inbox.open({
          colorScheme,
          viewport: { width, height: 1000 },
          reducedMotion: 'reduce',
        })
        await line(other.page, 'Trip 2').click()
        await other.page.locator('.kept-status').getByText('Somebody was first.').waitFor()
        await other.page.getByText(/the legacy format, drawn as/).click()
        assert.deepEqual(await findViolations(other.page), [])
        assert.ok(
          await other.page.evaluate<boolean>('document.documentElement.scrollWidth <= window.innerWidth'),
          'no scroll to the side',
        )
        assert.deepEqual(other.troubles, [])
        await other.close()
      })

  it('met no error, and nothing left the browser but the page that was opened', () => {
    assert.deepEqual(
      opened.troubles.filter((trouble) => !/409/.test(trouble)),
      [],
    )
    assert.deepEqual(
      opened.foreignRequests.filter((url) => url !== 'https://travel.example/7'),
      [],
    )
  })
})
