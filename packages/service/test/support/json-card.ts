import type { OutlookCard } from '@countersign/core'
import { ADELE, createTestService, plainCard, type TestService } from './test-service.js'
import { pressCard } from './press-card.js'
import type { ActionRequest } from '@countersign/core'

/** A card whose body a framework's own parser understands. */
export async function preparePlainPress(
  contentType: string,
  body: string,
): Promise<{ t: TestService; request: ActionRequest }> {
  const t = createTestService()
  const card: OutlookCard = await t.send(ADELE, {
    card: ({ action }) => ({
      ...plainCard('Expense 1234'),
      actions: [
        {
          ...action('approve', { title: 'Approve' }),
          body,
          headers: [{ name: 'Content-Type', value: contentType }],
        },
      ],
    }),
  })
  return { t, request: pressCard(card, 'approve', { token: await t.mint(ADELE) }) }
}
