/** Appends one reference token to a JSON pointer (RFC 6901 section 3). */
export function pointTo(parent: string, member: string | number): string {
  return `${parent}/${typeof member === 'number' ? String(member) : escapeToken(member)}`
}

function escapeToken(name: string): string {
  return name.includes('~') || name.includes('/') ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name
}
