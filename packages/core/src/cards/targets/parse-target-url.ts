/** What a URL parser would quietly drop or change: white space, control characters, backslashes. */
// eslint-disable-next-line no-control-regex -- control characters are the point
const AMBIGUOUS = /[\u0000-\u0020\u007f-\u00a0\\\u2028\u2029\ufeff]/

const HOST = /^(?:[a-z0-9_.-]+|\[[0-9a-f:.]+\])$/

/**
 * Reads an https URL that every parser reads alike: with `//`, without user name, white space or backslash.
 *
 * @returns undefined where it is anything else
 */
export function parseTargetUrl(text: string): URL | undefined {
  if (!/^https:\/\/[^/?#]/i.test(text) || AMBIGUOUS.test(text)) return undefined
  const authority = /^https:\/\/([^/?#]*)/i.exec(text)?.[1] ?? ''
  if (authority.includes('@') || !URL.canParse(text)) return undefined
  const url = new URL(text)
  // The URL standard lets through what no host name has, the braces of a placeholder among them.
  return HOST.test(url.hostname) ? url : undefined
}
