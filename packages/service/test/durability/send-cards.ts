import type { ActionRequest } from '@countersign/core'
import { createSqliteLedger } from '@countersign/ledger/sqlite'
import { pressCard } from '../support/press-card.js'
import { ADELE, createTestService } from '../support/test-service.js'
import type { KilledServiceTask } from './killed-service-task.js'

/** The press of each of so many cards, sent before the service runs; no item's name is a part of another one's. */
export async function sendCards(
  task: KilledServiceTask,
  count: number,
): Promise<[item: string, request: ActionRequest][]> {
  const ledger = await createSqliteLedger(task.ledger)
  const sender = createTestService({ ledger, clock: { now: Date.now() } })
  const requests: [string, ActionRequest][] = []
  const token = await sender.mint(ADELE)
  for (let number = 0; number < count; number++) {
    const item = `item-${String(number).padStart(6, '0')}`
    requests.push([item, pressCard(await sender.send(ADELE, { item }), 'approve', { token })])
  }
  await ledger.close()
  return requests
}
