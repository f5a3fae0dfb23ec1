import { decodeBase64url, encodeBase64url } from '@countersign/core'
import { ADD_IN_PAGE, ADD_IN_PATH, makeAddInEndpoint } from '../add-in.js'
import { ADELE, MEGAN, type DemoContext } from '../demo-context.js'
import { expectValue } from '../demo-check.js'
import type { DemoCheck, DemoStep } from '../demo-step.js'

const FAULTS = [
  { fault: 'expired-token', code: 'ERR_TOKEN_EXPIRED' },
  { fault: 'wrong-audience', code: 'ERR_TOKEN_AUDIENCE' },
  { fault: 'unknown-certificate', code: 'ERR_ISSUER_KEY_UNKNOWN' },
] as const

export const forgeIdentity: DemoStep = {
  title: "Somebody writes Megan's id into Adele's token; then tokens that expired, or are of another add-in",
  async run(context) {
    const forged = await sendForged(context)
    const checks: DemoCheck[] = [
      expectValue('forged: the service answers', forged.status, 401),
      expectValue('forged: the log says', forged.code, 'ERR_TOKEN_SIGNATURE'),
    ]
    for (const { fault, code } of FAULTS) {
      const sent = await context.callAddIn({ as: ADELE, fault })
      checks.push(
        expectValue(`${fault}: the service answers`, sent.result.status, 401),
        expectValue(`${fault}: the log says`, sent.code, code),
      )
    }
    return { ...(forged.code !== undefined && { code: forged.code }), checks }
  },
}

/** Adele's token with what it says about the user taken from Megan's. */
async function sendForged({ emulator, service, tap }: DemoContext) {
  const [ours, others] = await Promise.all(
    [ADELE, MEGAN].map((as) => emulator.mintExchangeToken({ as, audience: ADD_IN_PAGE })),
  )
  const [header = '', payload = '', signature = ''] = (ours ?? '').split('.')
  const claims = { ...readClaims(payload), appctx: readClaims(others?.split('.')[1] ?? '')['appctx'] }
  const token = [header, encodeBase64url(JSON.stringify(claims)), signature].join('.')
  const { call, url } = makeAddInEndpoint(tap.url)
  const { status } = await tap.send({
    method: 'POST',
    path: ADD_IN_PATH + new URL(url).search,
    headers: ['Host', new URL(url).host, 'Authorization', `Bearer ${token}`, 'Content-Length', '0'],
    body: Buffer.alloc(0),
  })
  return { status, code: await service.codeOf(call) }
}

function readClaims(payload: string): Readonly<Record<string, unknown>> {
  return JSON.parse(decodeBase64url(payload).toString('utf8')) as Readonly<Record<string, unknown>>
}
