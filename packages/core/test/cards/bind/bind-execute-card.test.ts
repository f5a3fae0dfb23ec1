import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CountersignTypeError } from '../../../src/errors/index.js'
import {
  bindExecuteCard,
  type ActionExecute,
  type BindExecuteCardOptions,
  type OutlookCard,
} from '../../../src/cards/index.js'

const TOKEN = 'eyJhbGciOiJkaXIifQ..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA'
const APPROVE: ActionExecute = { type: 'Action.Execute', verb: 'approve', title: 'Approve' }

function bind(card: Partial<OutlookCard>, options: Partial<BindExecuteCardOptions> = {}): OutlookCard {
  const whole: OutlookCard = { type: 'AdaptiveCard', version: '1.4', ...card }
  return bindExecuteCard(whole, { decisions: ['approve', 'reject'], tokenFor: () => TOKEN, ...options })
}

function problemsOf(card: Partial<OutlookCard>): string {
  try {
    bind(card)
    return ''
  } catch (error) {
    assert.ok(error instanceof CountersignTypeError)
    assert.equal(error.code, 'ERR_CARD_BIND')
    return error.problems.join('\n')
  }
}

describe('bindExecuteCard', () => {
  it('gives each decision a token in its data, and the refresh one to read', () => {
    const asked: string[] = []
    const refresh = { action: { type: 'Action.Execute', verb: 'show' }, userIds: ['29:a'] } as const
    const card: Partial<OutlookCard> = {
      refresh,
      actions: [
        { ...APPROVE, data: { row: 7 } },
        {
          type: 'Action.ShowCard',
          title: 'More',
          card: { type: 'AdaptiveCard', actions: [{ ...APPROVE, verb: 'reject' }] },
        },
        { ...APPROVE, verb: 'other' },
      ],
    }
    const bound = bind(card, {
      tokenFor: (decision, purpose) => {
        asked.push(`${decision} ${purpose}`)
        return TOKEN
      },
    })
    assert.deepEqual(asked.sort(), ['approve act', 'reject act', 'show read'])
    assert.deepEqual((bound.actions?.[0] as ActionExecute).data, { row: 7, cst: TOKEN })
    assert.deepEqual(bound.actions?.[2], { ...APPROVE, verb: 'other' })
    assert.deepEqual(bound.refresh, { ...refresh, action: { ...refresh.action, data: { cst: TOKEN } } })
    assert.ok(Object.isFrozen(bound) && Object.isFrozen(bound.actions?.[0]))
  })

  it('L06: refuses a decision that would run when the card is shown', () => {
    assert.match(problemsOf({ refresh: { action: APPROVE } }), /must not run by itself/)
  })

  it('refuses an Action.Http, wherever it stands', () => {
    const http = { type: 'Action.Http', method: 'GET', url: 'https://a.example/' } as const
    assert.match(problemsOf({ actions: [APPROVE, http] }), /\/actions\/1: .*Action\.Http/)
    assert.match(problemsOf({ body: [{ type: 'Container', items: [], selectAction: http }] }), /Action\.Http/)
  })

  it('refuses an Action.Execute below version 1.4', () => {
    for (const version of ['1.0', '1.3', '1', 1.4, undefined]) {
      assert.match(problemsOf({ version: version as '1.0', actions: [APPROVE] }), /needs 1\.4/)
    }
    for (const version of ['1.4', '1.5', '1.6', '2.0']) {
      assert.equal(problemsOf({ version: version as '1.4', actions: [APPROVE] }), '')
    }
  })

  it('L12: lets nothing else stand where the token goes', () => {
    assert.match(problemsOf({ actions: [{ ...APPROVE, data: { cst: 'x' } }] }), /without the member cst/)
    assert.match(problemsOf({ actions: [{ ...APPROVE, data: 'text' }] }), /data must be an object/)
    assert.match(
      problemsOf({ actions: [APPROVE], body: [{ type: 'Input.Text', id: 'cst' }] }),
      /an input has the name/,
    )
  })
})
