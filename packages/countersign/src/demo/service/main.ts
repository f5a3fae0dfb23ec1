// The example service as a process of its own, started by child-service.ts: HTTP for the platform, messages for the demo.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { isCodedError } from '@countersign/core'
import { fromEnv, type ServiceEvent } from '@countersign/service'
import { mount } from '@countersign/service/node'
import { createExpenseService, type ExpenseService } from './expense-service.js'
import { ExpenseStore } from './expense-store.js'
import type { MessageFromService, MessageToService, SeenEvent, ServiceOrder } from './messages.js'

// Ctrl-C in a terminal reaches every process; the demo says when this one ends, and so does its own end.
process.on('SIGINT', () => undefined)
process.on('disconnect', () => process.exit(0))

const payments = new Map<number, () => void>()
let lastPayment = 0
let service: ExpenseService | undefined
let server: Server | undefined

process.on('message', (message: MessageToService) => {
  switch (message.type) {
    case 'configure':
      start(message.env)
      return
    case 'paid':
      payments.get(message.id)?.()
      payments.delete(message.id)
      return
    case 'order':
      execute(message.order).then(
        () => tell({ type: 'done', id: message.id }),
        (error: unknown) => tell({ type: 'done', id: message.id, error: describe(error) }),
      )
  }
})

function start(env: Readonly<Record<string, string>>): void {
  const { DEMO_FOLDER = '', DEMO_DKIM_DOMAIN = '', DEMO_DKIM_SELECTOR = '', DEMO_DKIM_KEY = '' } = env
  service = createExpenseService({
    options: {
      ...fromEnv(env),
      senderName: 'Expenses',
      dkim: { domain: DEMO_DKIM_DOMAIN, selector: DEMO_DKIM_SELECTOR, key: DEMO_DKIM_KEY },
    },
    store: new ExpenseStore(join(DEMO_FOLDER, 'expenses.json')),
    pay,
    onEvent: (event) => tell({ type: 'event', event: readEvent(event) }),
  })
  const listening = createServer(mount(service.handler)).listen(0, '127.0.0.1', () => {
    tell({ type: 'listening', url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}` })
  })
  server = listening
}

function pay(item: string): Promise<void> {
  return new Promise((resolve) => {
    lastPayment += 1
    payments.set(lastPayment, resolve)
    tell({ type: 'pay', id: lastPayment, item })
  })
}

async function execute(order: ServiceOrder): Promise<void> {
  switch (order.do) {
    case 'send':
      return service?.send(order.expense)
    case 'withdraw':
      return service?.withdraw(order.id)
    case 'flush':
      return
    case 'close':
      server?.close()
      server?.closeAllConnections()
      return service?.close()
  }
}

function tell(message: MessageFromService): void {
  if (process.connected) process.send?.(message)
}

function readEvent(event: ServiceEvent): SeenEvent {
  return {
    type: event.type,
    ...('code' in event && event.code !== undefined && { code: event.code }),
    ...('requestId' in event && event.requestId !== undefined && { requestId: event.requestId }),
    ...('item' in event && { item: event.item }),
  }
}

function describe(error: unknown): string {
  return isCodedError(error) ? `${error.code}: ${error.message}` : String(error)
}
