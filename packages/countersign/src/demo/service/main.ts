// The example service as a process of its own, started by child-service.ts: HTTP for the platform, messages for the demo.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isCodedError } from '@countersign/core'
import { createExampleService, type ExampleService } from './example-service.js'
import type { MessageFromService, MessageToService, ServiceOrder, ServiceSetup } from './messages.js'

// Ctrl-C in a terminal reaches every process; the demo says when this one ends, and so does its own end.
process.on('SIGINT', () => undefined)
process.on('disconnect', () => process.exit(0))

const payments = new Map<number, () => void>()
let lastPayment = 0
let service: ExampleService | undefined
let server: Server | undefined

process.on('message', (message: MessageToService) => {
  switch (message.type) {
    case 'configure':
      // A setup that does not work ends the process; the demo shows what it said.
      void start(message.setup)
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

async function start(setup: ServiceSetup): Promise<void> {
  const made = await createExampleService({
    setup,
    pay,
    onEvent: (event) => tell({ type: 'event', event }),
  })
  service = made
  const listening = createServer(made.listener).listen(0, '127.0.0.1', () => {
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
      return service?.mails.send(order.expense)
    case 'post':
      return service?.channel.post(order.expense)
    case 'withdraw':
      return service?.mails.withdraw(order.id)
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

function describe(error: unknown): string {
  return isCodedError(error) ? `${error.code}: ${error.message}` : String(error)
}
