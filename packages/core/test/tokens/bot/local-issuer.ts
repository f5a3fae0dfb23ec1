import { once } from 'node:events'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { createCertificate } from '../../../src/jose/index.js'
import { makeKey } from '../../issuers/rsa-keys.js'

/** A TLS server that stands for public hosts, for libraries that fetch key sets by themselves. */
export interface LocalIssuer {
  /** Addresses that were asked for. */
  readonly asked: string[]
  readonly close: () => Promise<void>
}

/**
 * Serves documents by their address on a port of this machine. Until it is closed every https request of the process that uses the
 * global agent goes there, and TLS accepts it for these hosts alone: no such request leaves the machine.
 */
export async function startLocalIssuer(
  hosts: readonly string[],
  documents: Readonly<Record<string, unknown>>,
): Promise<LocalIssuer> {
  const { privateKey } = makeKey()
  const cert = await createCertificate(privateKey, {
    commonName: 'local issuer',
    dnsNames: hosts,
    notBefore: new Date(Date.now() - 3_600_000),
    notAfter: new Date(Date.now() + 3_600_000),
  })
  const key = privateKey.export({ format: 'pem', type: 'pkcs8' })
  const asked: string[] = []
  const server = https.createServer({ key, cert }, (request, response) => {
    const url = `https://${request.headers.host ?? ''}${request.url ?? ''}`
    asked.push(url)
    const document = Object.hasOwn(documents, url) ? documents[url] : undefined
    response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(document ?? {}))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  class LocalAgent extends https.Agent {
    override createConnection(options: ConnectionOptions): TLSSocket {
      return connect({ ...options, host: '127.0.0.1', port, ca: cert, servername: options.servername ?? '' })
    }
  }
  const before = https.globalAgent
  https.globalAgent = new LocalAgent()
  return {
    asked,
    close: async () => {
      https.globalAgent = before
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
