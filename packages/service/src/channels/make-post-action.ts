import type { MessageCardHttpPost } from '@countersign/core'
import type { KindDefinition } from '../kinds/kind-definition.js'
import { makeAction } from '../send/make-action.js'
import type { PostActionOptions } from './post-options.js'

/** The button of a decision in a MessageCard. Throws `ERR_CONFIG_SEND` with everything that is wrong. */
export function makePostAction(
  kind: KindDefinition,
  decision: string,
  options: PostActionOptions<string>,
): MessageCardHttpPost {
  const { url, headers, body } = makeAction(kind, decision, options)
  return {
    '@type': 'HttpPOST',
    '@id': decision,
    name: options.title,
    target: url,
    ...(headers === undefined || headers.length === 0 ? {} : { headers }),
    body,
  }
}
