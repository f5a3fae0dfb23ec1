import {
  CountersignTypeError,
  encodeInputs,
  isReservedHeader,
  type ActionHttpPost,
  type HttpHeader,
} from '@countersign/core'
import type { KindDefinition } from '../kinds/kind-definition.js'
import type { ActionOptions } from './card-context.js'

/** RFC 9110 section 5.6.2. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/** The platform wants a body with every POST and calls it JSON, so it is JSON that every parser takes. */
const NO_INPUTS = '{}'

/** The button of a decision. Throws `ERR_CONFIG_SEND` with everything that is wrong. */
export function makeAction(
  kind: KindDefinition,
  decision: string,
  options: ActionOptions<string>,
): ActionHttpPost {
  const problems: string[] = []
  if (!kind.decisions.includes(decision)) problems.push('action: the kind has no such decision')
  const own = options.headers ?? []
  if (options.inputs?.includes(kind.parameter))
    problems.push('action: an input has the name of the limited-purpose token')
  problems.push(
    ...own.flatMap((header, index) =>
      listHeaderProblems(header).map((problem) => `action: header ${String(index + 1)} ${problem}`),
    ),
  )
  if (problems.length > 0) throw new CountersignTypeError('ERR_CONFIG_SEND', problems)
  const inputs = options.inputs ?? []
  const encoded = inputs.length === 0 ? { headers: [], body: NO_INPUTS } : encodeInputs(inputs)
  return {
    type: 'Action.Http',
    id: decision,
    title: options.title,
    method: 'POST',
    url: kind.url,
    headers: [...own, ...encoded.headers],
    body: encoded.body,
    ...(options.style === undefined ? {} : { style: options.style }),
    ...(options.iconUrl === undefined ? {} : { iconUrl: options.iconUrl }),
  }
}

function listHeaderProblems({ name, value }: HttpHeader): string[] {
  const problems: string[] = []
  if (!HEADER_NAME.test(name)) problems.push('has an impossible name')
  // `Authorization: ''` is the one documented exception: it moves the action token to the other header.
  else if (isReservedHeader(name) && !(name.toLowerCase() === 'authorization' && value === '')) {
    problems.push('has a reserved name')
  }
  if (value.includes('{{')) problems.push('must not hold an input')
  return problems
}

/** The call that fetches the view when the message is opened; it gets a token that can only read. */
export function makeRefresh(kind: KindDefinition): ActionHttpPost {
  if (kind.view === undefined) {
    throw new CountersignTypeError('ERR_CONFIG_SEND', 'refresh: the kind has no view that could answer it')
  }
  return { type: 'Action.Http', method: 'POST', url: kind.url, body: NO_INPUTS }
}
