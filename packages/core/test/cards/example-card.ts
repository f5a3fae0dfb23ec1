import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { OutlookCard } from '../../src/cards/index.js'

export const ORIGINATOR = '65c680ef-36a6-4a1b-b84c-a7b5c6198792'

/** A small card with one decision and one link. */
export function exampleCard(change: Partial<OutlookCard> = {}): OutlookCard {
  return {
    type: 'AdaptiveCard',
    version: '1.0',
    originator: ORIGINATOR,
    correlationId: '7b3f3a3e-5a3e-4d0a-9c53-0d5a1a8d8c11',
    body: [
      { type: 'TextBlock', text: 'Expense 1234' },
      { type: 'Input.Text', id: 'comment' },
    ],
    actions: [
      { type: 'Action.Http', id: 'approve', method: 'POST', url: 'https://expenses.example/act', body: '' },
      { type: 'Action.OpenUrl', title: 'Open', url: 'https://expenses.example/1234' },
    ],
    ...change,
  }
}

export interface KeyPair {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

export function createRsaKeys(modulusLength = 2048): KeyPair {
  return generateKeyPairSync('rsa', { modulusLength })
}
