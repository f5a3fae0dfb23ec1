import { CountersignError, CountersignTypeError, isCodedError, readActionHeaders } from '@countersign/core'
import { checkOptionForms } from '../config/check-option-forms.js'
import { checkServiceOptions } from '../config/check-service-options.js'
import { createBotHandler } from '../bot/create-bot-handler.js'
import { createBotTokenVerifier, createVerifier } from '../config/create-verifier.js'
import { checkWebhookKeys } from '../config/check-webhook-keys.js'
import type { ServiceOptions } from '../config/service-options.js'
import { createEventHub, type EventHub } from '../events/event-hub.js'
import { createEventForwarder } from '../events/forward-events.js'
import { createLinking } from '../linking/create-linking.js'
import { checkKindOptions } from '../kinds/check-kind-options.js'
import { createKind } from '../kinds/create-kind.js'
import { actorOf } from '../pipeline/match-actor.js'
import { announceStart } from './announce-start.js'
import { createTeamsWebhook } from '../webhooks/create-teams-webhook.js'
import { createLedgerSource, findLedgerProblem } from './ledger-source.js'
import { createRunningWork } from './running-work.js'
import type { Service } from './service.js'
import type { ServiceRuntime } from './service-runtime.js'
import { createTransportSource, findSmtpProblem } from './transport-source.js'

/**
 * A service of one provider registration. Checks every option once and throws `ERR_CONFIG_INVALID` with all that
 * is wrong.
 */
export function createService(given: ServiceOptions): Service {
  const events = createEventHub()
  const problems: string[] = []
  const options = checkOptionForms(given, problems)
  const runtime = createRuntime(options, events, problems)
  if (options.onEvent !== undefined) events.listen(options.onEvent)
  const forwarder =
    options.forwardEvents === undefined ? undefined : createEventForwarder(options.forwardEvents)
  if (forwarder !== undefined) events.listen(forwarder.listener, { answersForWarnings: false })
  announceStart(runtime, options)
  const kinds = new Set<string>()
  const service: Service = {
    define(name, kindOptions) {
      if (kinds.has(name))
        throw new CountersignTypeError('ERR_CONFIG_KIND', `Kind ${name} is defined already.`)
      const hasLedger = runtime.ledger.configured
      const kind = checkKindOptions(name, kindOptions, { ...runtime.config, hasLedger })
      kinds.add(name)
      // The options have just been checked against the types that are given back here.
      return createKind(runtime, kind) as never
    },
    bot: (handlers, botOptions) => createBotHandler(runtime, handlers, botOptions),
    teamsWebhook: (webhookOptions) =>
      createTeamsWebhook(runtime, webhookOptions, {
        keys: options.webhookKeys,
        clockSkewSeconds: options.clockSkewSeconds,
      }),
    linking: (linkingOptions) =>
      createLinking(linkingOptions, {
        name: runtime.config.name,
        events,
        trustEmulator: options.trustEmulator,
      }),
    async verifyAction(headers) {
      const {
        token: text,
        correlationId,
        requestId,
      } = readActionHeaders(headers, { header: runtime.config.header })
      const token = await runtime.verifier.verify(text)
      checkSender(token.sender, runtime.config.sender)
      return Object.freeze({
        actor: actorOf(token),
        token,
        ...(correlationId === undefined ? {} : { correlationId }),
        ...(requestId === undefined ? {} : { requestId }),
      })
    },
    async ready() {
      if (runtime.ledger.configured) await runtime.ledger.open()
    },
    onEvent(listener) {
      if (typeof listener !== 'function')
        throw new CountersignTypeError('ERR_CONFIG_INVALID', 'onEvent needs a function.')
      return events.listen(listener)
    },
    async close() {
      await runtime.running.drain(runtime.config.leaseMs)
      try {
        await runtime.transport.close()
      } finally {
        await runtime.ledger.close()
        await forwarder?.close()
      }
    },
  }
  return Object.freeze(service)
}

/** A mail's token must name our own sender, and no sender matches where none is configured; other tokens name none, and their cards are judged by what is sealed. */
function checkSender(named: string | undefined, own: string | undefined): void {
  if (named !== undefined && named !== own) throw new CountersignError('ERR_TOKEN_SENDER')
}

/** `problems` are those that were found before. */
function createRuntime(options: ServiceOptions, events: EventHub, problems: string[]): ServiceRuntime {
  const config = checkServiceOptions(options, problems)
  const smtpProblem = options.smtp === undefined ? undefined : findSmtpProblem(options.smtp)
  if (smtpProblem !== undefined) problems.push(smtpProblem)
  const ledgerProblem = findLedgerProblem(options.ledger)
  if (ledgerProblem !== undefined) problems.push(ledgerProblem)
  checkWebhookKeys(options.webhookKeys, problems)
  const onRefreshFailed = (error: unknown): void => {
    const code = isCodedError(error) ? error.code : 'unknown'
    events.emit({ type: 'service.warning', message: `The issuer's keys could not be refreshed (${code}).` })
  }
  const verifier = attempt(() => createVerifier(options, onRefreshFailed), problems)
  const { bot } = options
  const botProblems: string[] = []
  const botVerifier =
    bot === undefined
      ? undefined
      : attempt(() => createBotTokenVerifier(bot, options, onRefreshFailed), botProblems)
  // The service has an audience of its own, and the bot's is called appId.
  problems.push(...botProblems.map((problem) => `bot.${problem.replace(/^audience:/, 'appId:')}`))
  if (problems.length > 0 || verifier === undefined)
    throw new CountersignTypeError('ERR_CONFIG_INVALID', problems)
  return Object.freeze({
    config,
    verifier,
    botVerifier,
    handlers: new WeakMap(),
    events,
    ledger: createLedgerSource(options.ledger),
    running: createRunningWork(),
    transport: createTransportSource(options),
  })
}

function attempt<Value>(create: () => Value, problems: string[]): Value | undefined {
  try {
    return create()
  } catch (error) {
    if (!isCodedError(error)) throw error
    problems.push(...(error instanceof CountersignTypeError ? error.problems : [error.message]))
    return undefined
  }
}
