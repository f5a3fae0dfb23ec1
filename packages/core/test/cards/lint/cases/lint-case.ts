import type { LintContext } from '../../../../src/cards/index.js'
import { exampleCard } from '../../example-card.js'

export type Json = Record<string, unknown>
type Sample = readonly [card: Json, context?: LintContext]

/** Title (the finding's code, after the id of the attack it covers), cards that must give it, cards that must not. */
export type LintCase = readonly [title: string, bad: readonly Sample[], good: readonly Sample[]]

export const URL_OF_ACTION = 'https://expenses.example.com/act'
export const TWO = { recipients: ['adele@contoso.example', 'alex@contoso.example'] }

export function http(change: Json = {}): Json {
  return { type: 'Action.Http', id: 'approve', method: 'POST', url: URL_OF_ACTION, body: '', ...change }
}

export function withAction(change: Json): Json {
  return {
    ...exampleCard(),
    actions: [http(change), { type: 'Action.OpenUrl', url: 'https://a.example.com/' }],
  }
}

export function withHeader(name: unknown, value: unknown): Json {
  return withAction({ headers: [{ name, value }] })
}

export function withBody(...body: Json[]): Json {
  return { ...exampleCard(), body: [{ type: 'Input.Text', id: 'comment' }, ...body] }
}
