import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { checkExchangeFaultName, EXCHANGE_FAULT_NAMES } from '../exchange/exchange-faults.js'
import { EXCHANGE_METADATA_URL, EXCHANGE_TENANT_ID } from '../exchange/exchange-layout.js'
import { EXCHANGE_TOKEN_SHAPES, type ExchangeTokenRequest } from '../exchange/exchange-token-request.js'
import type { Platform } from '../platform.js'
import { refuseRequest } from './error-response.js'
import { MAX_JSON_BYTES, readJsonBody, readNumberMember, readTextMember } from './read-json-body.js'

/** `exchange`, `exchange-tokens`, `exchange-keys/roll-over` and `add-in-calls`. */
export function createExchangeRoutes(platform: Platform): Hono {
  const { exchange } = platform
  const smallBody = bodyLimit({
    maxSize: MAX_JSON_BYTES,
    onError: () => refuseRequest('The body is too large.'),
  })
  return new Hono()
    .get('/exchange', (context) =>
      context.json({
        metadataUrl: EXCHANGE_METADATA_URL,
        tenantId: EXCHANGE_TENANT_ID,
        keyStage: exchange.keys.stage,
        shapes: EXCHANGE_TOKEN_SHAPES,
        faults: EXCHANGE_FAULT_NAMES,
      }),
    )
    .post('/exchange-tokens', smallBody, async (context) => {
      const { token } = await exchange.mint(readTokenRequest(await readJsonBody(context)))
      return context.json({ token }, 201)
    })
    .post('/add-in-calls', smallBody, async (context) => {
      const body = await readJsonBody(context)
      const endpoint = readTextMember(body, 'endpoint')
      const messageId = readNumberMember(body, 'messageId')
      if (endpoint === undefined) return refuseRequest('endpoint is missing.')
      const result = await platform.addIns.call({
        ...readTokenRequest(body),
        endpoint,
        ...(messageId === undefined ? {} : { messageId }),
      })
      return context.json(result)
    })
    .post('/exchange-keys/roll-over', async (context) =>
      context.json({ keyStage: await exchange.rollOverKeys() }),
    )
}

function readTokenRequest(body: Readonly<Record<string, unknown>>): ExchangeTokenRequest {
  const as = readTextMember(body, 'as')
  const audience = readTextMember(body, 'audience')
  const wanted = readTextMember(body, 'shape')
  const fault = readTextMember(body, 'fault')
  const shape = EXCHANGE_TOKEN_SHAPES.find((each) => each === wanted)
  if (as === undefined || audience === undefined) return refuseRequest('as or audience is missing.')
  if (wanted !== undefined && shape === undefined) {
    return refuseRequest(`shape is not one of ${EXCHANGE_TOKEN_SHAPES.join(', ')}.`)
  }
  return {
    as,
    audience,
    ...(shape === undefined ? {} : { shape }),
    ...(fault === undefined ? {} : { fault: checkExchangeFaultName(fault) }),
  }
}
