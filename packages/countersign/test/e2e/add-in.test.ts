import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { PLATFORM_CLIENT_ID } from '@countersign/core'
import {
  EXCHANGE_FAULT_NAMES,
  EXCHANGE_METADATA_URL,
  withEmulator,
  type Emulator,
} from '@countersign/emulator'
import { startExample, type ExampleService } from './example-service.js'

const PAGE = 'https://add-in.example/page.html'

async function waitUntilUp({ url, ...service }: ExampleService): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await fetch(url).catch(() => undefined)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.fail(`it does not answer: ${service.output}`)
}

async function startExchange(emulator: Emulator): Promise<ExampleService> {
  const service = await startExample(emulator, 'add-in/exchange.js', {
    COUNTERSIGN_PROFILE: 'exchange',
    COUNTERSIGN_AUDIENCE: PAGE,
    COUNTERSIGN_TRUSTED_METADATA: EXCHANGE_METADATA_URL,
  })
  await waitUntilUp(service)
  return service
}

describe('examples/add-in', () => {
  it('X04: knows a mailbox user by server and id, in either shape of the token', async () => {
    await withEmulator(async (emulator) => {
      await using service = await startExchange(emulator)
      const call = { audience: PAGE, endpoint: service.url }
      for (const [as, shape, visits] of [
        ['adele', 'observed', 1],
        ['adele', 'documented', 2],
        ['megan', 'observed', 1],
      ] as const) {
        const result = await emulator.callAddInService({ ...call, as, shape })
        assert.equal(result.verdict, 'accepted', service.output)
        assert.deepEqual(JSON.parse(result.body), { visits })
      }
    })
  })

  it('X01, X03: refuses other servers, other add-ins and old tokens, all with the same words', async () => {
    await withEmulator(async (emulator) => {
      await using service = await startExchange(emulator)
      const call = { as: 'adele', audience: PAGE, endpoint: service.url }
      for (const fault of EXCHANGE_FAULT_NAMES) {
        const result = await emulator.callAddInService({ ...call, fault })
        assert.deepEqual([result.verdict, result.status, result.body], ['refused', 401, ''], fault)
      }
    })
  })

  it('A04: an Entra token for the API of the add-in counts where its own client asked for it', async () => {
    await withEmulator(async (emulator) => {
      const audience = 'api://add-in.example/1d2c3b4a-5968-4776-8594-a3b2c1d0e9f8'
      const token = await emulator.mintActionToken({ as: 'adele', audience, scope: 'access_as_user' })
      // The emulator mints for one client; whether it is the add-in's is the setting.
      for (const [clientId, status] of [
        [PLATFORM_CLIENT_ID, 200],
        ['1d2c3b4a-5968-4776-8594-a3b2c1d0e9f8', 401],
      ] as const) {
        await using service = await startExample(emulator, 'add-in/entra.js', {
          COUNTERSIGN_AUDIENCE: audience,
          COUNTERSIGN_SCOPE: 'access_as_user',
          ADD_IN_CLIENT_ID: clientId,
        })
        await waitUntilUp(service)
        const headers = { authorization: `Bearer ${token}` }
        assert.equal((await fetch(service.url, { method: 'POST', headers })).status, status, service.output)
      }
    })
  })
})
