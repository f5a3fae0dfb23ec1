import type { EmulatorEvent } from '@countersign/emulator'
import { plainLine } from '../../command/plain-text.js'

type EventsByType = { readonly [Event in EmulatorEvent as Event['type']]: Event }
type Describers = { readonly [Type in keyof EventsByType]: (event: EventsByType[Type]) => string }

/** A type of event without its line does not compile. */
const FACTS: Describers = {
  'mail-received': ({ mailbox, bytes, via }) => `mail for ${mailbox}, ${bytes} bytes, via ${via}`,
  'message-posted': ({ source, mailbox, bytes }) => `${source} post in ${mailbox}, ${bytes} bytes`,
  'webhook-refused': ({ channel, status, reason }) =>
    `incoming webhook${wordBefore(' of ', channel)} refused with ${status}: ${reason}`,
  'channel-added': ({ channel }) => `channel ${channel} made`,
  'mail-refused': ({ replyCode, reason }) => `mail refused with ${replyCode}: ${reason}`,
  'admission-finding': ({ finding }) => `${finding.severity}: ${finding.message}`,
  'press-finding': ({ finding }) => `${finding.severity}: ${finding.message}`,
  'mail-admitted': ({ outcome, durationMs }) => `card ${outcome}${took(durationMs)}`,
  'press-step': ({ step, values, durationMs }) => `${step} ${JSON.stringify(values)}${took(durationMs)}`,
  'press-ended': ({ outcome, code, durationMs }) =>
    `press ${outcome}${wordBefore(' ', code)}${took(durationMs)}`,
  'provider-registered': ({ name, originator }) => `provider ${name} registered as ${originator}`,
  'card-shown-anyway': () => 'card shown all the same: admission is off',
  'settings-changed': ({ admission }) => `admission is ${admission ? 'on' : 'off'}`,
  'service-event': ({ event }) => `service: ${JSON.stringify(event)}`,
  'demo-payments': ({ count }) => `payments made: ${count}`,
  'auto-invoke-skipped': ({ reason }) => `autoInvokeAction not run: the card was ${reason}`,
  'exchange-token-minted': ({ user, audience, shape, fault }) =>
    `Exchange token for ${user}, audience ${audience}, ${shape}${wordBefore(', fault ', fault)}`,
  'exchange-keys-rolled': ({ x5t, stage }) =>
    `the Exchange signs with certificate ${x5t} from now on (${stage})`,
  'add-in-called': ({ endpoint, verdict, status, durationMs }) =>
    `add-in called ${endpoint}: ${verdict}, status ${status}${took(durationMs)}`,
  'graph-app-registered': ({ client, senders }) => `Graph app ${client} registered, ${senders} senders`,
  'graph-throttled': ({ calls, retryAfterSeconds }) =>
    `Graph turns the next ${calls} calls away, Retry-After ${retryAfterSeconds}`,
  'graph-call': ({ call, client, status, code }) =>
    `Graph ${call}${wordBefore(' by ', client)}: ${status}${wordBefore(' ', code)}`,
  'keys-rotated': ({ kid }) => `the platform signs with key ${kid} from now on`,
}

/** One line of plain text for an event of the emulator. */
export function describeEvent(event: EmulatorEvent): string {
  const time = new Date(event.at).toISOString().slice(11, 23)
  const about = 'messageId' in event ? ` #${event.messageId}` : ''
  return plainLine(`${time}${about}  ${factsOf(event.type, event)}`)
}

function factsOf<Type extends keyof EventsByType>(type: Type, event: EventsByType[Type]): string {
  return FACTS[type](event)
}

/** Nothing where there is no value. */
function wordBefore(text: string, value: string | undefined): string {
  return value === undefined ? '' : `${text}${value}`
}

function took(durationMs: number): string {
  return ` (${durationMs.toFixed(1)} ms)`
}
