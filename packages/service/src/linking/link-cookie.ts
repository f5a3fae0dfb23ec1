import { SECRET_FORM } from './link-keys.js'
import type { LinkRequest } from './linking.js'

/** Long enough for a login that lasts as long as it may. */
const COOKIE_SECONDS = 600

/** `__Host-` keeps every other host of the domain from setting it (RFC 6265bis section 4.1.3.2). */
function nameOf(isHttps: boolean): string {
  return isHttps ? '__Host-countersign-link' : 'countersign-link'
}

/** The secret that ties a form to the browser that it was shown in. */
export function readLinkCookie({ cookies }: LinkRequest, isHttps: boolean): string | undefined {
  const value = cookies.get(nameOf(isHttps))
  return value !== undefined && SECRET_FORM.test(value) ? value : undefined
}

/** Lax: the page is reached from the platform and from a login, that is from other sites. */
export function composeLinkCookie(secret: string, isHttps: boolean): string {
  const attributes = ['Path=/', `Max-Age=${String(COOKIE_SECONDS)}`, 'HttpOnly', 'SameSite=Lax']
  return [`${nameOf(isHttps)}=${secret}`, ...attributes, ...(isHttps ? ['Secure'] : [])].join('; ')
}
