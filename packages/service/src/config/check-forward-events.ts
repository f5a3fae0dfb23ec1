import type { ServiceOptions } from './service-options.js'

/** Events name items and tell what somebody's code threw: they leave this machine for nobody. */
export function checkForwardEvents(
  { forwardEvents, trustEmulator }: ServiceOptions,
  problems: string[],
): void {
  if (forwardEvents === undefined) return
  if (trustEmulator === undefined) problems.push('forwardEvents: refused without trustEmulator.')
  const { url, secret } = forwardEvents
  if (typeof url !== 'string' || !isLoopbackUrl(url)) {
    problems.push('forwardEvents.url (COUNTERSIGN_EVENTS) must be http://127.0.0.1:PORT/….')
  }
  if (typeof secret !== 'string' || !/^[\w-]{16,200}$/.test(secret)) {
    problems.push(
      "forwardEvents.secret (COUNTERSIGN_EVENTS_SECRET) must be the emulator's, 16 to 200 characters of base64url.",
    )
  }
}

function isLoopbackUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password } = new URL(text)
  return (
    protocol === 'http:' && ['127.0.0.1', '[::1]'].includes(hostname) && username === '' && password === ''
  )
}
