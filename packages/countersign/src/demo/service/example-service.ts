import type { RequestListener } from 'node:http'
import { join } from 'node:path'
import { fromEnv, type ServiceEvent } from '@countersign/service'
import { mount } from '@countersign/service/node'
import { openLedger } from '@countersign/ledger'
import { createAddInService } from './add-in-service.js'
import { createChannelService, type ChannelService } from './channel-service.js'
import { createExpenseService, type ExpenseService } from './expense-service.js'
import { ExpenseStore } from './expense-store.js'
import type { SeenEvent, ServiceSetup } from './messages.js'

export interface ExampleService {
  readonly listener: RequestListener
  readonly mails: ExpenseService
  readonly channel: ChannelService
  close(): Promise<void>
}

/** Every route of the example: mails, a channel and an add-in, over one ledger and one store. */
export async function createExampleService(parts: {
  readonly setup: ServiceSetup
  readonly pay: (item: string) => Promise<void>
  readonly onEvent: (event: SeenEvent) => void
}): Promise<ExampleService> {
  const { setup, pay } = parts
  const store = new ExpenseStore(join(setup.folder, 'expenses.json'))
  const ledger = await openLedger(setup.mail['COUNTERSIGN_LEDGER'] ?? '')
  const onEvent = (event: ServiceEvent): void => parts.onEvent(readEvent(event))
  const mails = createExpenseService({
    options: { ...fromEnv(setup.mail), ledger, senderName: 'Expenses', dkim: setup.dkim },
    ...{ store, pay, onEvent },
  })
  const channel = createChannelService({
    options: { ...fromEnv(setup.channel, { parts: ['verify', 'act'] }), ledger },
    webhookUrl: setup.webhookUrl,
    ...{ store, pay, onEvent },
  })
  const addIn = createAddInService({ options: fromEnv(setup.addIn), onEvent: parts.onEvent })
  const actions = mount([mails.handler, channel.handler])
  return {
    listener: (request, response) => {
      if (!addIn.take(request, response)) actions(request, response)
    },
    mails,
    channel,
    close: async () => {
      await Promise.all([mails.close(), channel.close(), addIn.close()])
      await ledger.close()
    },
  }
}

function readEvent(event: ServiceEvent): SeenEvent {
  return {
    type: event.type,
    ...('code' in event && event.code !== undefined && { code: event.code }),
    ...('requestId' in event && event.requestId !== undefined && { requestId: event.requestId }),
    ...('item' in event && { item: event.item }),
  }
}
