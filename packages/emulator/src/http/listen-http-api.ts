import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CountersignError } from '@countersign/core'
import { createAdaptorServer } from '@hono/node-server'
import type { Platform } from '../platform.js'
import { createHttpApi, type HttpApiOptions } from './create-http-api.js'

/** A request must be complete after this, in milliseconds. */
const REQUEST_TIMEOUT_MS = 30_000
/** Its headers must be complete after this, in milliseconds. */
const HEADERS_TIMEOUT_MS = 10_000

export interface HttpListener {
  readonly url: string
  readonly issuerBase: string
  close(): Promise<void>
}

/** @throws CountersignError ERR_EMULATOR_PORT_IN_USE */
export async function listenHttpApi(
  platform: Platform,
  options: { readonly port: number } & Pick<HttpApiOptions, 'secret' | 'consoleFiles' | 'demo'>,
): Promise<HttpListener> {
  const closing = new AbortController()
  let port = options.port
  const urlOf = (): string => `http://127.0.0.1:${String(port)}`
  const app = createHttpApi(platform, {
    secret: options.secret,
    consoleFiles: options.consoleFiles,
    demo: options.demo,
    port: () => port,
    url: urlOf,
    issuerBase: () => `${urlOf()}/issuers`,
    status: () => ({
      url: urlOf(),
      issuerBase: `${urlOf()}/issuers`,
      graphBase: `${urlOf()}/graph`,
      keyThumbprints: platform.keyThumbprints,
      messages: platform.mailboxes.list().length,
    }),
    closing: closing.signal,
  })
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server
  server.requestTimeout = REQUEST_TIMEOUT_MS
  server.headersTimeout = HEADERS_TIMEOUT_MS
  await listen(server, options.port)
  port = (server.address() as AddressInfo).port
  platform.setOrigin(urlOf())
  return {
    url: urlOf(),
    issuerBase: `${urlOf()}/issuers`,
    close: () =>
      new Promise((resolve) => {
        closing.abort()
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException): void => {
      const message =
        error.code === 'EADDRINUSE'
          ? `The HTTP port ${String(port)} is in use.`
          : `The HTTP port ${String(port)} cannot be opened (${String(error.code)}).`
      reject(new CountersignError('ERR_EMULATOR_PORT_IN_USE', message, { cause: error }))
    }
    server.once('error', fail)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', fail)
      resolve()
    })
  })
}
