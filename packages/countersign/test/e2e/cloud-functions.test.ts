import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import functions, { type HttpHandler, type InvocationContext } from '@azure/functions'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { withEmulator, type Emulator } from '@countersign/emulator'
import type { PostResult, SendResult, Service } from '@countersign/service'
import type { LambdaHandler } from '@countersign/service/lambda'
import { press, registerService } from '../../src/testing/index.js'
import { repository } from './repository.js'

/** What a cloud's own front end does: HTTP on a port, the cloud's event to the function, its answer back. */
async function withFrontEnd(listener: RequestListener, use: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  try {
    await use(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** The example, loaded with an environment as its cloud gives it. */
async function load<Module>(script: string, env: Readonly<Record<string, string>>): Promise<Module> {
  const before = { ...process.env }
  Object.assign(process.env, env)
  try {
    return (await import(pathToFileURL(join(repository, 'examples', script)).href)) as Module
  } finally {
    for (const name of Object.keys(env)) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name)
      else process.env[name] = before[name]
    }
  }
}

function joinHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headersDistinct).map(([name, values = []]) => [name, values.join(', ')]),
  )
}

describe('examples/azure-functions', () => {
  interface Example {
    readonly service: Service
    readonly handler: HttpHandler
    announce(channelUrl: string, tenantId: string): Promise<PostResult>
  }

  const frontEnd =
    (find: () => HttpHandler): RequestListener =>
    (request, response) => {
      void (async () => {
        const received = new functions.HttpRequest({
          method: request.method ?? '',
          url: `https://deploys.example${request.url ?? ''}`,
          headers: joinHeaders(request),
          body: { bytes: await buffer(request) },
        })
        const init = await find()(received, {} as InvocationContext)
        const answered = init instanceof functions.HttpResponse ? init : new functions.HttpResponse(init)
        response.writeHead(answered.status, [...answered.headers].flat())
        response.end(Buffer.from(await answered.arrayBuffer()))
      })()
    }

  it('R03, I04: a button in a Teams channel runs the function once, for those who may', async () => {
    await withEmulator(async (emulator) => {
      let example: Example | undefined
      await withFrontEnd(
        frontEnd(() => example?.handler ?? assert.fail('not loaded')),
        async (url) => {
          const adele = findUser(emulator, 'adele')
          example = await load<Example>('azure-functions/deploy.js', {
            ...(await registerService(emulator, { url })),
            COUNTERSIGN_PROFILE: 'substrate',
            COUNTERSIGN_AUDIENCE: 'https://deploys.example',
            COUNTERSIGN_OBJECT_IDS: adele.objectId,
          })
          const channel = emulator.addChannel({ name: 'Releases' })
          assert.deepEqual(await example.announce(channel.webhookUrl, channel.tenantId), { attempts: 1 })
          const [message] = emulator.listMessages({ mailbox: 'channel:Releases' })
          assert.ok(message)
          assert.equal((await emulator.press(message.id, 'deploy', { as: 'megan' })).status, 403)
          const pressed = await emulator.press(message.id, 'deploy', { as: 'adele', fault: 'fifty-at-once' })
          assert.equal(pressed.status, 200, JSON.stringify(pressed))
          assert.match(JSON.stringify(pressed.refreshedCard), /being deployed/)
          await example.service.close()
        },
      )
    })
  })
})

describe('examples/lambda', () => {
  interface Example {
    readonly service: Service
    readonly handler: LambdaHandler
    send(): Promise<SendResult>
  }

  const frontEnd =
    (find: () => LambdaHandler): RequestListener =>
    (request, response) => {
      void (async () => {
        const [rawPath = '', rawQueryString = ''] = (request.url ?? '').split('?', 2)
        const event = {
          version: '2.0',
          rawPath,
          rawQueryString,
          headers: joinHeaders(request),
          requestContext: { http: { method: request.method ?? '' } },
          body: (await buffer(request)).toString('base64'),
          isBase64Encoded: true,
        } satisfies Partial<Record<keyof APIGatewayProxyEventV2, unknown>>
        const { statusCode, headers, body } = await find()(event)
        response.writeHead(statusCode, headers)
        response.end(body)
      })()
    }

  it('R03: a mail is decided once behind a function URL', async () => {
    await withEmulator(async (emulator) => {
      let example: Example | undefined
      await withFrontEnd(
        frontEnd(() => example?.handler ?? assert.fail('not loaded')),
        async (url) => {
          example = await load<Example>('lambda/handler.js', await registerService(emulator, { url }))
          await example.send()
          const inputs = { comment: 'Zoë says "yes"' }
          const pressed = await press(emulator, { action: 'approve', inputs, fault: 'fifty-at-once' })
          assert.equal(pressed.status, 200, JSON.stringify(pressed))
          assert.match(JSON.stringify(pressed.refreshedCard), /approve: Zoë says/)
          assert.equal((await press(emulator, { action: 'reject' })).status, 409)
          assert.equal((await press(emulator, { action: 'approve', as: 'alex' })).status, 403)
          await example.service.close()
        },
      )
    })
  })
})

function findUser(emulator: Emulator, alias: string) {
  return emulator.users.find((each) => each.alias === alias) ?? assert.fail(`there is no ${alias}`)
}
