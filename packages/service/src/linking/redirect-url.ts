import { CountersignError, listHeaderPairs, type HeaderInput } from '@countersign/core'

/** https://outlook.office.com/connectors/{mail}/{guid}/postAuthenticate, the one form that the vendor documents. */
export const PLATFORM_REDIRECT_ORIGIN = 'https://outlook.office.com'
const REDIRECT_PATH = '/connectors/'
const MAX_REDIRECT_LENGTH = 2_048
const REDIRECT_HEADER = 'identity-linking-redirect-url'

/** Reads and checks `Identity-Linking-Redirect-Url`. Throws `ERR_LINK_REDIRECT`; the value is in no message. */
export function readRedirectUrl(headers: HeaderInput, origins: ReadonlySet<string>): string {
  const values = listHeaderPairs(headers).filter(([name]) => name === REDIRECT_HEADER)
  const value = values[0]?.[1].replace(/^[ \t]+|[ \t]+$/g, '')
  if (values.length !== 1 || value === undefined || !isRedirectAllowed(value, origins)) {
    throw new CountersignError('ERR_LINK_REDIRECT')
  }
  return value
}

/**
 * True only for a URL written the way every parser reads it alike: what a lenient one would still repair (a
 * backslash, a tab, a dot segment, a port that is the default, an upper-case host) is refused.
 */
export function isRedirectAllowed(text: string, origins: ReadonlySet<string>): boolean {
  if (text.length > MAX_REDIRECT_LENGTH || !/^[\x21-\x7e]+$/.test(text) || !URL.canParse(text)) return false
  const url = new URL(text)
  return (
    url.href === text &&
    !/[\\#<>"]/.test(text) &&
    url.username === '' &&
    url.password === '' &&
    origins.has(url.origin) &&
    url.pathname.startsWith(REDIRECT_PATH) &&
    !url.pathname.includes('//')
  )
}
