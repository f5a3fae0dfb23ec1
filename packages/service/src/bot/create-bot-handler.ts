import { CountersignTypeError } from '@countersign/core'
import { isOptionObject } from '../config/option-object.js'
import { isRoutePath, ROUTE_PATH_PROBLEM } from '../config/route-path.js'
import type { ActionHandler } from '../kinds/kind.js'
import type { HandledKind, ServiceRuntime } from '../service/service-runtime.js'
import { answerActivity, refuseActivity } from './answer-activity.js'

export interface BotHandlerOptions {
  /** Where the connector posts. Default `/api/messages`. */
  readonly path?: string
}

const DEFAULT_PATH = '/api/messages'

/** One endpoint for all kinds: the connector knows one address of a bot. Throws `ERR_CONFIG_INVALID`. */
export function createBotHandler(
  runtime: ServiceRuntime,
  handlers: readonly ActionHandler[],
  options: BotHandlerOptions = {},
): ActionHandler {
  const problems: string[] = []
  if (!isOptionObject(options)) problems.push('bot: the second argument must be an object, such as { path }.')
  const { path = DEFAULT_PATH }: BotHandlerOptions = isOptionObject(options) ? options : {}
  const { botVerifier } = runtime
  if (botVerifier === undefined)
    problems.push('bot: the service needs the option bot (COUNTERSIGN_BOT_APP_ID).')
  if (!isRoutePath(path)) problems.push(`bot: ${ROUTE_PATH_PROBLEM}.`)
  const handled = listHandled(runtime, handlers, problems)
  if (problems.length > 0 || botVerifier === undefined) {
    throw new CountersignTypeError('ERR_CONFIG_INVALID', problems)
  }
  const route = Object.freeze({ runtime, verifier: botVerifier, handlers: handled })
  return Object.freeze<ActionHandler>({
    kind: 'bot',
    path,
    handle(request) {
      const work = answerActivity(route, request)
      runtime.running.add(work)
      return work
    },
    refuse: (error) => refuseActivity(route, error),
  })
}

function listHandled(
  runtime: ServiceRuntime,
  handlers: readonly ActionHandler[],
  problems: string[],
): readonly HandledKind[] {
  const list: readonly unknown[] = Array.isArray(handlers) ? handlers : []
  if (list.length === 0) problems.push('bot: name at least one handler.')
  const handled: HandledKind[] = []
  for (const [index, handler] of list.entries()) {
    const entry = `bot: handler ${String(index + 1)}`
    // What is no object is no key of the map, which answers with nothing.
    const found = runtime.handlers.get(handler as ActionHandler)
    if (found === undefined) problems.push(`${entry} is not what a kind of this service gave out.`)
    else if (found.kind.withoutLimitedToken !== undefined) {
      problems.push(`${entry}: a bot's cards need limited-purpose tokens.`)
    } else if (found.kind.linked !== undefined) {
      problems.push(`${entry}: linked is for mails, a bot has a sign-in of its own.`)
    } else handled.push(found)
  }
  return Object.freeze(handled)
}
