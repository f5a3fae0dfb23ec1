// Signs people in to this service with OpenID Connect (openid-client), and remembers in a cookie who they are.
// Nothing here knows of Countersign.
import { randomBytes } from 'node:crypto'
import * as oidc from 'openid-client'

const COOKIE = 'expenses-session'

/**
 * Adds /login and /callback to an Express app. `accountOf(cookies)` says who a browser is signed in as.
 * `returnsTo(url)` says where a login may lead: anything else would make it an open redirect.
 */
export async function addSignIn(app, { provider, baseUrl, returnsTo }) {
  const config = await oidc.discovery(
    new URL(provider.issuer),
    provider.clientId,
    provider.clientSecret,
    undefined,
    { execute: provider.issuer.startsWith('http://127.0.0.1:') ? [oidc.allowInsecureRequests] : [] },
  )
  const sessions = new Map()

  const readSession = (cookies) => sessions.get(cookies.get(COOKIE))
  /** A new id each time: whoever knew the one from before the login does not know this one. */
  const writeSession = (response, session) => {
    const id = randomBytes(32).toString('base64url')
    sessions.set(id, session)
    const secure = baseUrl.startsWith('https:')
    response.cookie(COOKIE, id, { httpOnly: true, sameSite: 'lax', secure, path: '/' })
  }
  const cookiesOf = (request) =>
    new Map((request.headers.cookie ?? '').split(/; */).map((pair) => pair.split('=', 2)))

  app.get('/login', async (request, response) => {
    const { returnTo, prompt, hint } = request.query
    if (typeof returnTo !== 'string' || !returnsTo(returnTo))
      return void response.status(400).end('Bad request')
    const login = {
      returnTo,
      verifier: oidc.randomPKCECodeVerifier(),
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
    }
    writeSession(response, { login })
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: `${baseUrl}/callback`,
      scope: 'openid profile',
      code_challenge: await oidc.calculatePKCECodeChallenge(login.verifier),
      code_challenge_method: 'S256',
      state: login.state,
      nonce: login.nonce,
      ...(prompt === 'login' ? { prompt } : {}),
      ...(typeof hint === 'string' ? { login_hint: hint } : {}),
    })
    response.redirect(url.href)
  })

  app.get('/callback', async (request, response) => {
    const cookies = cookiesOf(request)
    const { login } = readSession(cookies) ?? {}
    // A callback that this browser never asked for is somebody else's login.
    if (login === undefined) return void response.status(400).end('Please sign in again.')
    sessions.delete(cookies.get(COOKIE))
    try {
      const tokens = await oidc.authorizationCodeGrant(config, new URL(request.originalUrl, baseUrl), {
        pkceCodeVerifier: login.verifier,
        expectedState: login.state,
        expectedNonce: login.nonce,
      })
      const { sub, name } = tokens.claims()
      writeSession(response, { account: { id: sub, name: name ?? sub } })
      response.redirect(login.returnTo)
    } catch {
      response.status(400).end('Please sign in again.')
    }
  })

  return { accountOf: (cookies) => readSession(cookies)?.account }
}
