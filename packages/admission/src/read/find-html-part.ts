import type { MimePart } from './mime-part.js'

/**
 * The one part in which a card counts: the first text/html part of the message itself, in reading order. Not an
 * attachment, not inside a nested message, and of a multipart/related or multipart/signed only the first child.
 */
export function findHtmlPart(part: MimePart): MimePart | undefined {
  if (part.children.length === 0) return part.type === 'text/html' && !part.isAttachment ? part : undefined
  const readable = ['multipart/related', 'multipart/signed'].includes(part.type)
    ? part.children.slice(0, 1)
    : part.children
  for (const child of readable) {
    const found = findHtmlPart(child)
    if (found) return found
  }
  return undefined
}

/** Every leaf of the tree, in reading order. */
export function* walkLeaves(part: MimePart): Generator<MimePart> {
  if (part.children.length === 0) yield part
  for (const child of part.children) yield* walkLeaves(child)
}
