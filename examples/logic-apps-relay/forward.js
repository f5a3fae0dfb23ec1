// Hands a decision to a flow, at most once. The flow's address holds its SAS signature: it is a secret, so nothing here
// passes on an error of fetch (which may quote the address), and nothing prints it.

/** Longer than the relay may take to answer a person: an action that takes longer is settled when the flow ends. */
const FLOW_TIMEOUT_MS = 25_000
/** The trigger's own refusals (signature, disabled, throttled): the flow has not begun. */
const NOT_BEGUN = new Set([401, 403, 404, 429])
/** No connection, so that nothing was sent. */
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

/** Reads FLOW_URL. Throws without repeating it. */
export function readFlowUrl(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isHere = url?.protocol === 'http:' && ['127.0.0.1', '[::1]'].includes(url.hostname)
  if (url === undefined || (url.protocol !== 'https:' && !isHere) || url.username !== '' || url.hash !== '') {
    throw new Error(
      'FLOW_URL (or the file that FLOW_URL_FILE names) must hold the https address of the flow.',
    )
  }
  return url.href
}

/**
 * Resolves to `done` where the flow has accepted the decision and to `not-begun` where it certainly has not seen it.
 * Throws where nobody can know: a time-out, a broken connection, an error of the flow itself.
 */
export async function forward(flowUrl, decision, { trackingId, signal, timeoutMs = FLOW_TIMEOUT_MS }) {
  let status
  let reason
  try {
    const response = await fetch(flowUrl, {
      method: 'POST',
      // No Authorization: a flow that gets a bearer token beside its SAS signature answers 401.
      headers: { 'content-type': 'application/json', 'x-ms-client-tracking-id': trackingId },
      body: JSON.stringify(decision),
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    })
    status = response.status
    await response.body?.cancel()
  } catch (error) {
    reason = error?.cause?.code ?? error?.name ?? 'unknown'
  }
  if (status === undefined && NOT_SENT.has(reason)) return 'not-begun'
  if (status === undefined) throw new Error(`The flow did not answer (${reason}).`)
  if (status >= 200 && status < 300) return 'done'
  if (NOT_BEGUN.has(status)) return 'not-begun'
  throw new Error(`The flow answered ${status}.`)
}
