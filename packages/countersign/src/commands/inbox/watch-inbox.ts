import type { EmulatorEvent } from '@countersign/emulator'
import type { CommandIo } from '../../command/command-io.js'
import { plainLine } from '../../command/plain-text.js'
import { writeJson } from '../../command/write-result.js'
import { EmulatorClient } from '../../emulator-client/emulator-client.js'
import type { InboxFlags } from './inbox-flags.js'

export async function watchInbox(io: CommandIo, flags: InboxFlags): Promise<void> {
  const client = await EmulatorClient.find(io, flags.data)
  for await (const event of client.events(io.interrupted)) {
    if (flags.json) writeJson(io, event)
    else io.stdout.write(`${plainLine(describe(event as EmulatorEvent))}\n`)
  }
}

function describe(event: EmulatorEvent): string {
  const time = new Date(event.at).toISOString().slice(11, 23)
  const about = 'messageId' in event ? ` #${event.messageId}` : ''
  return `${time}${about}  ${factsOf(event)}`
}

function factsOf(event: EmulatorEvent): string {
  switch (event.type) {
    case 'mail-received':
      return `mail for ${event.mailbox}, ${event.bytes} bytes, via ${event.via}`
    case 'message-posted':
      return `${event.source} post in ${event.mailbox}, ${event.bytes} bytes`
    case 'webhook-refused':
      return `incoming webhook${event.channel === undefined ? '' : ` of ${event.channel}`} refused with ${event.status}: ${event.reason}`
    case 'channel-added':
      return `channel ${event.channel} made`
    case 'mail-refused':
      return `mail refused with ${event.replyCode}: ${event.reason}`
    case 'admission-finding':
    case 'press-finding':
      return `${event.finding.severity}: ${event.finding.message}`
    case 'mail-admitted':
      return `card ${event.outcome} (${event.durationMs.toFixed(1)} ms)`
    case 'press-step':
      return `${event.step} ${JSON.stringify(event.values)} (${event.durationMs.toFixed(1)} ms)`
    case 'press-ended':
      return `press ${event.outcome}${event.code === undefined ? '' : ` ${event.code}`} (${event.durationMs.toFixed(1)} ms)`
    case 'provider-registered':
      return `provider ${event.name} registered as ${event.originator}`
    case 'card-shown-anyway':
      return 'card shown all the same: admission is off'
    case 'settings-changed':
      return `admission is ${event.admission ? 'on' : 'off'}`
    case 'service-event':
      return `service: ${JSON.stringify(event.event)}`
    case 'demo-payments':
      return `payments made: ${event.count}`
    case 'auto-invoke-skipped':
      return `autoInvokeAction not run: the card was ${event.reason}`
    case 'exchange-token-minted':
      return `Exchange token for ${event.user}, audience ${event.audience}, ${event.shape}${event.fault === undefined ? '' : `, fault ${event.fault}`}`
    case 'exchange-keys-rolled':
      return `the Exchange signs with certificate ${event.x5t} from now on (${event.stage})`
    case 'add-in-called':
      return `add-in called ${event.endpoint}: ${event.verdict}, status ${event.status} (${event.durationMs.toFixed(1)} ms)`
    case 'graph-app-registered':
      return `Graph app ${event.client} registered, ${event.senders} senders`
    case 'graph-throttled':
      return `Graph turns the next ${event.calls} calls away, Retry-After ${event.retryAfterSeconds}`
    case 'graph-call':
      return `Graph ${event.call}${event.client === undefined ? '' : ` by ${event.client}`}: ${event.status}${event.code === undefined ? '' : ` ${event.code}`}`
    case 'keys-rotated':
      return `the platform signs with key ${event.kid} from now on`
  }
}
