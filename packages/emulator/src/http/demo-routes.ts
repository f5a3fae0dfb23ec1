import { CountersignError } from '@countersign/core'
import { Hono } from 'hono'
import type { AttemptResult, DemoExtension } from '../demo/demo-extension.js'

/** `demo` and `demo/attempts/ID`. */
export function createDemoRoutes(demo: DemoExtension | undefined): Hono {
  if (demo === undefined) {
    return new Hono()
      .get('/demo', (context) => context.json({ available: false }))
      .post('/demo/attempts/:id', () => {
        throw new CountersignError('ERR_EMULATOR_ATTEMPT_NOT_FOUND')
      })
  }
  const runOneByOne = makeQueue(demo)
  return new Hono()
    .get('/demo', (context) => {
      const { title, attempts, links = [] } = demo
      return context.json({ available: true, title, payments: demo.payments(), attempts, links })
    })
    .post('/demo/attempts/:id', async (context) => {
      const id = context.req.param('id')
      if (!demo.attempts.some((attempt) => attempt.id === id)) {
        throw new CountersignError('ERR_EMULATOR_ATTEMPT_NOT_FOUND')
      }
      return context.json(await runOneByOne(id))
    })
}

/** Two attempts at once would each count the other's payments. */
function makeQueue(demo: DemoExtension): (id: string) => Promise<AttemptResult> {
  let last: Promise<unknown> = Promise.resolve()
  return (id) => {
    const result = last.then(() => demo.run(id))
    last = result.catch(() => undefined)
    return result
  }
}
