// Stands in for a Logic App with a request trigger: an address with a signature, and 401 for a call that has a bearer
// token beside it. `node flow.js` runs it and prints its address.
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

/** @param run called with each decision that the flow accepts; what it returns is the status. */
export async function startFlow(run = () => 202) {
  const signature = randomBytes(32).toString('base64url')
  const server = createServer(async (request, response) => {
    const { searchParams } = new URL(request.url, 'http://flow.invalid')
    const body = await text(request)
    const hasBearer = /^bearer /i.test(request.headers.authorization ?? '')
    if (hasBearer) return void refuse(response, 'DirectApiRequestHasMoreThanOneAuthorization')
    if (searchParams.get('sig') !== signature) return void refuse(response, 'DirectApiAuthorizationRequired')
    response.statusCode = await run(JSON.parse(body), request.headers)
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const path = '/workflows/1f0c/triggers/manual/paths/invoke'
  const query = `api-version=2016-10-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${signature}`
  return {
    url: `http://127.0.0.1:${server.address().port}${path}?${query}`,
    signature,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function refuse(response, code) {
  response.writeHead(401, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ error: { code } }))
}

if (process.argv[1] === import.meta.filename) {
  const flow = await startFlow((decision) => {
    console.error(decision)
    return 202
  })
  console.log(flow.url)
}
