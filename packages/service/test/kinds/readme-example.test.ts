import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import express from 'express'
import { fastify } from 'fastify'
import { z } from 'zod'
import { createMemoryLedger } from '@countersign/ledger/memory'
import { answer, createService, type OutlookCard } from '../../src/index.js'
import { mount } from '../../src/adapters/express.js'
import { mount as mountFastify } from '../../src/adapters/fastify.js'
import { mount as mountFetch } from '../../src/adapters/fetch.js'
import { mount as mountNode } from '../../src/adapters/node.js'
import { createServer } from 'node:http'
import { platform, secrets } from '../support/test-service.js'
import { AUDIENCE, ORIGINATOR, SCOPE, TENANT, SERVICE_IDENTITY } from '../support/test-platform.js'
import { createTestMailbox } from '../support/test-mailbox.js'

interface Expense {
  readonly id: string
  readonly title: string
}

function cardOf(e: Expense): OutlookCard {
  return {
    type: 'AdaptiveCard',
    version: '1.0',
    body: [
      { type: 'TextBlock', text: e.title },
      { type: 'Input.Text', id: 'comment' },
    ],
    actions: [{ type: 'Action.OpenUrl', title: 'Open', url: 'https://expenses.example/1234' }],
  }
}

describe('the example of the README', () => {
  it('compiles as written and sends', async () => {
    const mailbox = createTestMailbox(secrets.signingKey)
    const e: Expense = { id: '1234', title: 'Expense 1234' }
    const db = {
      get: (item: string) => Promise.resolve<Expense>({ ...e, id: item }),
      decide: (item: string, _decision: 'approve' | 'reject', _actor: object, _comment: string) =>
        Promise.resolve<Expense | undefined>({ ...e, id: item }),
    }
    const service = createService({
      ...SERVICE_IDENTITY,
      ...secrets,
      ledger: createMemoryLedger(),
      transport: mailbox.transport,
      jwks: platform.jwks,
    })

    // From here to the mounts as DESIGN and README have it.
    const expense = service.define('expense', {
      url: 'https://expenses.example/actions/expense',
      decisions: ['approve', 'reject'],
      input: z.object({ comment: z.string().max(500).default('') }),
      once: 'item',
      actors: 'recipients',
      expiresIn: '14d',
      view: async ({ item, actor }) => {
        assert.ok(actor)
        return cardOf(await db.get(item))
      },
    })
    const decide = expense.on(async ({ item, decision, actor, input }) => {
      const e = await db.decide(item, decision, actor, input.comment)
      return e ? answer.done('Recorded.', cardOf(e)) : answer.declined('This expense was withdrawn.')
    })
    await expense.send({
      item: '1234',
      version: 3,
      to: 'adele@contoso.com',
      subject: 'Expense 1234',
      card: ({ action }) => ({
        ...cardOf(e),
        actions: [action('approve', { title: 'Approve', inputs: ['comment'] })],
      }),
    })

    const app = express()
    app.post('/actions/expense', mount(decide))
    const POST: (request: Request) => Promise<Response> = mountFetch(decide)
    assert.equal(typeof POST, 'function')
    createServer(mountNode(decide)).close()
    const fast = fastify()
    await fast.register(mountFastify(decide))
    fast.post('/other', mountFastify(decide))
    await fast.close()
    assert.equal(mailbox.mails.length, 1)
  })

  it('refuses a wrong decision, input name or handler at compile time', () => {
    const service = createService({
      audience: AUDIENCE,
      scope: SCOPE,
      tenants: [TENANT],
      originator: ORIGINATOR,
      ...secrets,
      ledger: createMemoryLedger(),
      jwks: platform.jwks,
    })
    const kind = service.define('expense', {
      url: 'https://expenses.example/actions/expense',
      decisions: ['approve', 'reject'],
      input: z.object({ comment: z.string(), amount: z.coerce.number() }),
    })
    const plain = service.define('plain', {
      url: 'https://expenses.example/actions/plain',
      decisions: ['ok'],
    })

    // Never called: the compiler is the test.
    const mistakes = [
      () =>
        kind.send({
          item: '1',
          to: 'a@contoso.com',
          subject: 's',
          card: ({ action }) => {
            // @ts-expect-error the kind has no decision `aprove`
            action('aprove', { title: 'x' })
            // @ts-expect-error the schema has no input `coment`
            action('approve', { title: 'x', inputs: ['coment'] })
            return {
              type: 'AdaptiveCard',
              version: '1.0',
              actions: [action('approve', { title: 'x', inputs: ['amount'] })],
            }
          },
        }),
      () =>
        kind.on(({ decision, input }) => {
          const amount: number = input.amount
          const known: 'approve' | 'reject' = decision
          // @ts-expect-error the schema has no member `coment`
          const wrong: unknown = input.coment
          // @ts-expect-error there is no decision `later`
          if (decision === 'later') return answer.tryAgain('x')
          return answer.done(`${String(amount)}${known}${String(wrong)}`)
        }),
      // @ts-expect-error a handler must return an answer
      () => kind.on(() => undefined),
      // @ts-expect-error there are only three ways of once
      () => service.define('x', { url: 'https://a.example/', decisions: ['a'], once: 'never' }),
      // @ts-expect-error a kind needs at least one decision
      () => service.define('x', { url: 'https://a.example/', decisions: [] }),
      () =>
        plain.on(({ input, decision }) =>
          answer.done(`${input['anything'] ?? ''}${decision satisfies 'ok'}`),
        ),
    ]
    assert.equal(mistakes.length, 6)
  })
})
