import type { Inputs } from './read-inputs.js'

/**
 * What a body says, whatever way it says it: a refreshed card has another boundary and another token in its body,
 * and the same press of it is still the same press. JSON with sorted members, without the limited-purpose token.
 */
export function canonicalizeInputs(inputs: Inputs, parameter: string): string {
  return JSON.stringify(
    sortMembers(Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== parameter))),
  )
}

/** The depth is bounded by the reader. */
function sortMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortMembers)
  if (typeof value !== 'object' || value === null) return value
  // Pairs in place of an object: integer-like names would be put first otherwise, and none can be special.
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return { members: members.map(([name, member]) => [name, sortMembers(member)]) }
}
