import { isJsonObject, stringMember } from '../tree/json-object.js'
import type { CardNode } from '../tree/walk-nodes.js'

/** A text of an Action.Http in which the platform substitutes inputs. */
export interface SubstitutedText {
  readonly member: 'url' | 'body' | 'header'
  readonly text: string
  readonly path: string
}

/** The texts of an Action.Http in which the platform substitutes inputs: url, body, each header's value. */
export function listSubstituted({ node, path }: CardNode): SubstitutedText[] {
  const headers: unknown[] = Array.isArray(node.headers) ? node.headers : []
  return [
    { member: 'url', text: stringMember(node, 'url') ?? '', path: `${path}/url` } as const,
    { member: 'body', text: stringMember(node, 'body') ?? '', path: `${path}/body` } as const,
    ...headers.map(
      (header, index) =>
        ({
          member: 'header',
          text: isJsonObject(header) ? (stringMember(header, 'value') ?? '') : '',
          path: `${path}/headers/${String(index)}/value`,
        }) as const,
    ),
  ]
}
