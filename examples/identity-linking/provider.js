// The accounts of this example: a real OpenID provider on this machine, whose login takes any name and no password.
// In your service this is whatever signs people in already.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { randomBytes } from 'node:crypto'
import Provider from 'oidc-provider'

/** Starts the provider with one client and returns what that client needs to know. */
export async function startProvider(redirectUri) {
  const clientId = 'expenses'
  const clientSecret = randomBytes(32).toString('base64url')
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${server.address().port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], profile: ['name'] },
    conformIdTokenClaims: false,
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, name: `${id} (expenses)` }) }),
    features: { devInteractions: { enabled: true } },
  })
  server.on('request', provider.callback())
  return { issuer, clientId, clientSecret }
}
