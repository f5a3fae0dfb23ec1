/** The header that carries the URL (PROTOCOL R11). */
export const REDIRECT_URL_HEADER = 'Identity-Linking-Redirect-Url'

/** Parts of the path `/connectors/{mail}/{guid}/postAuthenticate`. */
export interface RedirectAddress {
  /** The address of the person who acts. */
  readonly mail: string
  /** Known to the service that got it, and to nobody else. */
  readonly guid: string
}

/**
 * Where a service sends the browser after its login; the real one begins with `https://outlook.office.com`.
 *
 * @param origin the emulator's own, e.g. `http://127.0.0.1:8787`
 */
export function buildRedirectUrl(origin: string, { mail, guid }: RedirectAddress): string {
  // The documents write the @ as it is, and RFC 3986 section 3.3 allows it in a path.
  const segment = encodeURIComponent(mail).replace('%40', '@')
  return `${origin}/connectors/${segment}/${guid}/postAuthenticate`
}

/** The URL for people and records: whoever knows the guid can repeat the action. */
export function hideRedirectGuid(url: string): string {
  return url.replace(/\/[^/]+\/postAuthenticate$/, '/[redacted]/postAuthenticate')
}
