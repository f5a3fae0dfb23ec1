/** Appends one reference token to a JSON pointer (RFC 6901 section 3). */
export function pointTo(parent: string, member: string | number): string {
  return `${parent}/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`
}
