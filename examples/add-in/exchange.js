// The service behind an Outlook add-in on Exchange on the premises: the add-in posts the identity token that
// getUserIdentityTokenAsync gave it, and the service knows its user by `exchangeUser.key`, never by the id alone.
// In Exchange Online these tokens are gone: see entra.js.
import { createServer } from 'node:http'
import { createService, fromEnv } from '@countersign/service'

const service = createService(fromEnv()) // COUNTERSIGN_PROFILE=exchange, _AUDIENCE, _TRUSTED_METADATA
const visits = new Map()

createServer(async (request, response) => {
  try {
    const { actor } = await service.verifyAction(request.headersDistinct)
    const { key } = actor.exchangeUser
    visits.set(key, (visits.get(key) ?? 0) + 1)
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ visits: visits.get(key) }))
  } catch (error) {
    // One answer for every reason; the reason is for the log.
    console.log(`refused: ${error.code ?? error.name}`)
    response.writeHead(401, { 'www-authenticate': 'Bearer' }).end()
  }
}).listen(process.env.PORT, '127.0.0.1')
