import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { withEmulator, type Emulator } from '@countersign/emulator'
import { press } from '../../src/testing/index.js'
import { startExample, type ExampleService } from './example-service.js'
import { repository } from './repository.js'

interface Flow {
  readonly url: string
  readonly signature: string
  close(): Promise<void>
}
type Run = (decision: unknown, headers: IncomingHttpHeaders) => number | Promise<number>

const { startFlow } = (await import(
  pathToFileURL(join(repository, 'examples/logic-apps-relay/flow.js')).href
)) as { startFlow: (run: Run) => Promise<Flow> }

interface Relay {
  readonly emulator: Emulator
  readonly service: ExampleService
  readonly flow: Flow
  readonly runs: { readonly decision: unknown; readonly headers: IncomingHttpHeaders }[]
}

/** The relay between an emulator and a flow; `answer` is the flow's. */
async function withRelay(
  answer: () => number | Promise<number>,
  use: (relay: Relay) => Promise<void>,
  env: (flow: Flow) => Record<string, string> = (flow) => ({ FLOW_URL: flow.url }),
): Promise<void> {
  const runs: { decision: unknown; headers: IncomingHttpHeaders }[] = []
  const flow = await startFlow((decision, headers) => {
    runs.push({ decision, headers })
    return answer()
  })
  try {
    await withEmulator(async (emulator) => {
      await using service = await startExample(emulator, 'logic-apps-relay/server.js', env(flow))
      await emulator.waitForMessage(() => emulator.listMessages().length > 0, { timeoutMs: 30_000 })
      await use({ emulator, service, flow, runs })
      const seen = JSON.stringify([service.output, emulator.listMessages(), emulator.listEvents()])
      assert.ok(!seen.includes(flow.signature), 'H05: the address of the flow is in nothing that is shown')
    })
  } finally {
    await flow.close()
  }
}

describe('examples/logic-apps-relay', () => {
  it('R01, H01: forwards a verified decision once, without the bearer token', async () => {
    await withRelay(
      () => 202,
      async ({ emulator, runs, service }) => {
        const first = await press(emulator, { action: 'grant', inputs: { comment: 'enjoy "it"' } })
        assert.equal(first.actionStatus, 'Recorded.', service.output)
        assert.equal(first.request.tokenHeader, 'Action-Authorization')
        assert.equal(
          (await press(emulator, { action: 'grant', inputs: { comment: 'enjoy "it"' } })).status,
          200,
        )
        assert.equal((await press(emulator, { action: 'decline' })).status, 409)
        assert.equal((await press(emulator, { action: 'grant', as: 'alex' })).status, 403)
        assert.equal(runs.length, 1)
        const [run] = runs
        assert.equal(run?.headers.authorization, undefined)
        assert.equal(run?.headers['action-authorization'], undefined)
        assert.equal(run?.headers['x-ms-client-tracking-id'], 'leave-7-0')
        const decision = run?.decision as { comment: string; decision: string; actor: { address: string } }
        assert.equal(decision.comment, 'enjoy "it"')
        assert.equal(decision.decision, 'grant')
        assert.equal(decision.actor.address, 'adele@contoso.example')
      },
    )
  })

  it('the flow itself answers 401 to any bearer token, as Logic Apps does', async () => {
    const flow = await startFlow(() => assert.fail('it must not run'))
    try {
      const call = (url: string, headers: Record<string, string>) =>
        fetch(url, { method: 'POST', headers, body: '{}' }).then(({ status }) => status)
      assert.equal(await call(flow.url, { authorization: 'Bearer x.y.z' }), 401)
      assert.equal(await call(flow.url.replace(/sig=.*$/, 'sig=wrong'), {}), 401)
    } finally {
      await flow.close()
    }
  })

  it('R08, H05: a flow that does not answer leaves the decision in doubt, and is not called again', async () => {
    await withRelay(
      () => new Promise<number>(() => undefined),
      async ({ emulator, runs, service }) => {
        const first = await press(emulator, { action: 'grant' })
        assert.match(first.actionStatus ?? '', /not certain/)
        assert.match((await press(emulator, { action: 'grant' })).actionStatus ?? '', /not certain/)
        assert.match((await press(emulator, { action: 'decline' })).actionStatus ?? '', /not certain/)
        assert.equal(runs.length, 1)
        assert.match(service.output, /in doubt: leave 7\. The flow did not answer \(TimeoutError\)\./)
      },
      (flow) => ({ FLOW_URL: flow.url, FLOW_TIMEOUT_MS: '300' }),
    )
  })

  it('H05: an error of the flow is a doubt, and its address is in no message', async () => {
    await withRelay(
      () => 500,
      async ({ emulator, runs, service }) => {
        await press(emulator, { action: 'grant' })
        await press(emulator, { action: 'grant' })
        assert.equal(runs.length, 1)
        assert.match(service.output, /in doubt: leave 7\. The flow answered 500\./)
      },
    )
  })

  it('what the trigger refuses, or what cannot be reached, has not begun and can be pressed again', async () => {
    const answers = [429, 404, 202]
    await withRelay(
      () => answers.shift() ?? assert.fail('called once too often'),
      async ({ emulator, runs, flow }) => {
        for (let attempt = 0; attempt < 2; attempt++)
          assert.match((await press(emulator, { action: 'grant' })).statusText ?? '', /try again later/)
        assert.equal((await press(emulator, { action: 'grant' })).actionStatus, 'Recorded.')
        assert.equal(runs.length, 3)
        assert.ok(flow.url.includes('sig='))
      },
    )
    await withRelay(
      () => 202,
      async ({ emulator, runs, flow }) => {
        await flow.close().catch(() => undefined)
        assert.match((await press(emulator, { action: 'grant' })).statusText ?? '', /try again later/)
        assert.deepEqual(runs, [])
      },
    )
  })

  it('takes the address from a file; without a usable one it does not start, and does not repeat it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'relay-'))
    try {
      const file = join(folder, 'flow-url')
      await withRelay(
        () => 202,
        async ({ emulator, runs }) => {
          assert.equal((await press(emulator, { action: 'decline' })).status, 200)
          assert.equal(runs.length, 1)
        },
        (flow) => {
          void writeFile(file, `${flow.url}\n`, { mode: 0o600 })
          return { FLOW_URL_FILE: file }
        },
      )
      await withEmulator(async (emulator) => {
        for (const url of ['http://flow.example/SECRET', 'https://u:SECRET@flow.example/', 'SECRET', '']) {
          await using service = await startExample(emulator, 'logic-apps-relay/server.js', { FLOW_URL: url })
          await service.ended
          assert.match(service.output, /FLOW_URL .* must hold/)
          assert.doesNotMatch(service.output, /SECRET/)
        }
      })
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
