import type { CardJson } from '../api/wire-types.js'

/** The inputs that an action of a MessageCard sends, in its body: only these must be filled in for it. */
export function listSentInputs({ body }: CardJson): ReadonlySet<string> {
  const text = typeof body === 'string' ? body : ''
  return new Set([...text.matchAll(/\{\{([^{}]+)\.value\}\}/g)].map(([, id = '']) => id))
}
