import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { OutlookCard } from '@countersign/core'
import { answer, createService, fromEnv, type ServiceEvent } from '@countersign/service'
import { mount } from '@countersign/service/node'

/** An expense that this id names makes the handler fail in mid-action. */
export const UNLUCKY_EXPENSE = '1300'

export interface ExampleService {
  readonly url: string
  /** How often money really went out. */
  readonly payments: () => number
  /** The code of the last refusal, as the operator's log has it; the caller never sees it. */
  readonly lastRefusal: () => string | undefined
  readonly events: readonly ServiceEvent[]
  sendExpense(expense: {
    readonly id: string
    readonly amount: string
    readonly version: number
    readonly to: string
  }): Promise<void>
  withdraw(id: string): Promise<void>
  close(): Promise<void>
}

/** Starts listening; the environment, which needs the port, comes afterwards. */
export async function listenExampleService(): Promise<{
  readonly url: string
  start(env: Readonly<Record<string, string>>): ExampleService
  close(): Promise<void>
}> {
  let handle: ReturnType<typeof mount> | undefined
  const server = createServer((request, response) => {
    if (handle) void handle(request, response)
    else response.writeHead(503).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = async (): Promise<void> => {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
  return {
    url,
    close,
    start: (env) => {
      const { example, handler } = createExample(url, env, close)
      handle = handler
      return example
    },
  }
}

function createExample(
  url: string,
  env: Readonly<Record<string, string>>,
  closeServer: () => Promise<void>,
): { readonly example: ExampleService; readonly handler: ReturnType<typeof mount> } {
  const service = createService(fromEnv(env))
  const events: ServiceEvent[] = []
  service.onEvent((event) => events.push(event))
  const amounts = new Map<string, string>()
  const states = new Map<string, string>()
  let payments = 0

  const cardOf = (id: string): OutlookCard => ({
    type: 'AdaptiveCard',
    version: '1.0',
    body: [
      { type: 'TextBlock', text: `Expense ${id}`, weight: 'bolder' },
      {
        type: 'FactSet',
        facts: [
          { title: 'Amount', value: amounts.get(id) ?? 'unknown' },
          { title: 'State', value: states.get(id) ?? 'waiting for approval' },
        ],
      },
    ],
  })
  const expense = service.define('expense', {
    url: 'https://expenses.example/actions/expense',
    decisions: ['approve', 'reject'],
    view: ({ item }) => cardOf(item),
  })
  const decide = expense.on(({ item, decision }) => {
    if (item === UNLUCKY_EXPENSE) throw new Error('the process was killed between the payment and its record')
    if (decision === 'approve') payments += 1
    states.set(item, decision === 'approve' ? 'paid' : 'rejected')
    return answer.done('Recorded.', cardOf(item))
  })
  return {
    handler: mount(decide),
    example: {
      url,
      events,
      payments: () => payments,
      lastRefusal: () => events.findLast((event) => event.type === 'action.refused')?.code,
      sendExpense: async ({ id, amount, version, to }) => {
        amounts.set(id, amount)
        await expense.send({
          item: id,
          version,
          to,
          subject: `Expense ${id}: ${amount}`,
          card: ({ action }) => ({
            ...cardOf(id),
            actions: [action('approve', { title: 'Approve' }), action('reject', { title: 'Reject' })],
          }),
        })
      },
      withdraw: (id) => expense.withdraw(id),
      close: async () => {
        await closeServer()
        await service.close()
      },
    },
  }
}
