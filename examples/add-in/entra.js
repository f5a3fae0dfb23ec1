// The same service with what Exchange Online has today, nested app authentication: the add-in gets an Entra token for the
// service's own API. Scope, audience and callers are the add-in's registration, and not the platform's.
import { createServer } from 'node:http'
import { createService, fromEnv } from '@countersign/service'

const { ADD_IN_CLIENT_ID } = process.env
const service = createService({
  ...fromEnv(process.env, { parts: ['verify'] }), // COUNTERSIGN_AUDIENCE, _SCOPE, _TENANTS
  callers: [ADD_IN_CLIENT_ID], // the default is the platform of actionable messages, which is nobody here
})
const visits = new Map()

createServer(async (request, response) => {
  try {
    const { actor } = await service.verifyAction(request.headersDistinct)
    const key = `${actor.tenantId}/${actor.objectId}`
    visits.set(key, (visits.get(key) ?? 0) + 1)
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ visits: visits.get(key) }))
  } catch (error) {
    // One answer for every reason; the reason is for the log.
    console.log(`refused: ${error.code ?? error.name}`)
    response.writeHead(401, { 'www-authenticate': 'Bearer' }).end()
  }
}).listen(process.env.PORT, '127.0.0.1')
