import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { consoleFolder } from '@countersign/console'
import type { OutlookCard } from '@countersign/core'
import { Emulator } from '@countersign/emulator'
import { answer, createService, fromEnv } from '@countersign/service'
import { mount } from '@countersign/service/node'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { registerService } from '../../src/testing/index.js'

export interface SentExpense {
  readonly item: string
  readonly to: string
  /** Beside the expense's own elements. */
  readonly body?: NonNullable<OutlookCard['body']>
  /** Beside approve and reject. */
  readonly actions?: NonNullable<OutlookCard['actions']>
  readonly card?: Partial<OutlookCard>
  /** Inputs that approving sends. Default: the comment alone. */
  readonly inputs?: readonly string[]
}

export interface Inbox {
  readonly emulator: Emulator
  /** Inputs by item, as the service got them. */
  readonly inputs: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  readonly payments: () => number
  readonly send: (expense: SentExpense) => Promise<void>
  /** A page that has the session, and what went wrong in it. */
  readonly open: (options?: BrowserContextOptions) => Promise<OpenPage>
  readonly close: () => Promise<void>
}

export interface OpenPage {
  readonly page: Page
  /** What the Content-Security-Policy stopped, and every error that the page threw. */
  readonly troubles: readonly string[]
  /** Requests that left the browser for anything but the emulator. */
  readonly foreignRequests: readonly string[]
  readonly close: () => Promise<void>
}

/** A real emulator, a real service that pays, and the page in a real browser. */
export async function openInbox(browser: Browser): Promise<Inbox> {
  const emulator = await Emulator.start({ consoleFiles: consoleFolder })
  const mounted: { handle?: ReturnType<typeof mount> } = {}
  const server = createServer((request, response) => {
    if (mounted.handle === undefined) response.writeHead(503).end()
    else void mounted.handle(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const env = await registerService(emulator, {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
  })
  const service = createService(fromEnv(env))
  const inputsOf = new Map<string, Readonly<Record<string, unknown>>>()
  const states = new Map<string, string>()
  let payments = 0
  const cardOf = (item: string): OutlookCard => ({
    type: 'AdaptiveCard',
    version: '1.0',
    body: [
      { type: 'TextBlock', text: `Expense ${item}`, weight: 'bolder' },
      { type: 'TextBlock', text: `State: ${states.get(item) ?? 'waiting'}` },
    ],
  })
  const expense = service.define('expense', {
    url: 'https://expenses.example/actions/expense',
    decisions: ['approve', 'reject'],
    view: ({ item }) => cardOf(item),
  })
  mounted.handle = mount(
    expense.on(({ item, decision, input }) => {
      if (decision === 'approve') payments += 1
      states.set(item, decision === 'approve' ? 'paid' : 'rejected')
      inputsOf.set(item, input)
      return answer.done('Recorded.', cardOf(item))
    }),
  )
  return {
    emulator,
    inputs: inputsOf,
    payments: () => payments,
    send: async ({ item, to, body = [], actions = [], card = {}, inputs = ['comment'] }) => {
      await expense.send({
        item,
        version: 1,
        to,
        subject: `Expense ${item}`,
        card: ({ action }) => ({
          ...cardOf(item),
          ...card,
          body: [
            ...(cardOf(item).body ?? []),
            { type: 'Input.Text', id: 'comment', label: 'Comment' },
            ...body,
          ],
          actions: [
            action('approve', { title: 'Approve', inputs }),
            action('reject', { title: 'Reject' }),
            ...actions,
          ],
        }),
      })
    },
    open: (options) => openPage(browser, emulator, options),
    close: async () => {
      await emulator.close()
      server.close()
      server.closeAllConnections()
      await service.close()
    },
  }
}

async function openPage(
  browser: Browser,
  emulator: Emulator,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options })
  const page = await context.newPage()
  const troubles: string[] = []
  const foreignRequests: string[] = []
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text())
  })
  const isForeign = (url: string): boolean => !url.startsWith(`${emulator.url}/`) && !url.startsWith('data:')
  page.on('response', (response) => {
    if (isForeign(response.url())) foreignRequests.push(response.url())
  })
  page.on('requestfailed', (request) => {
    // What a policy stopped never left the browser.
    if (isForeign(request.url()) && request.failure()?.errorText !== 'csp')
      foreignRequests.push(request.url())
  })
  await page.goto(`${emulator.url}/?secret=${emulator.secret}`)
  return { page, troubles, foreignRequests, close: () => context.close() }
}
