import { isReservedTenant } from '@countersign/core'
import { isHostPattern, type WebhookHosts } from '../channels/webhook-hosts.js'
import { readObjectIds } from './object-ids.js'
import type { ServiceOptions } from './service-options.js'

export function checkObjectIds(
  list: readonly string[] | undefined,
  problems: string[],
): ReadonlySet<string> | undefined {
  if (list === undefined) return undefined
  const found: string[] = []
  const ids = readObjectIds(list, found)
  problems.push(...found.map((problem) => `${problem}.`))
  return ids
}

export function checkWebhookHosts(
  { webhookHosts, trustEmulator }: ServiceOptions,
  problems: string[],
): WebhookHosts {
  if (webhookHosts !== undefined && !Array.isArray(webhookHosts)) {
    problems.push('webhookHosts must be a list of host names, or of *. and a domain.')
  }
  const patterns = Array.isArray(webhookHosts) ? webhookHosts.map(lowerCase) : undefined
  for (const [index, pattern] of (patterns ?? []).entries()) {
    if (!isHostPattern(pattern)) {
      problems.push(`webhookHosts: entry ${String(index + 1)} must be a host name, or *. and a domain.`)
    }
  }
  const issuers = trustEmulator?.metadata
  return Object.freeze({
    patterns: patterns === undefined ? undefined : Object.freeze(patterns),
    emulatorOrigin: issuers !== undefined && URL.canParse(issuers) ? new URL(issuers).origin : undefined,
  })
}

function lowerCase(host: string): string {
  return typeof host === 'string' ? host.toLowerCase() : host
}

/** What the verifier of bot tokens does not check itself. */
export function checkBot(
  { bot, trustEmulator }: ServiceOptions,
  tenants: ReadonlyMap<string, unknown>,
  problems: string[],
): string | undefined {
  if (bot === undefined) return undefined
  if (tenants.size === 0) problems.push('bot: set tenants (COUNTERSIGN_TENANTS) whose people may act.')
  if ([...tenants.keys()].some((tenant) => isReservedTenant(tenant) !== (trustEmulator !== undefined))) {
    problems.push(
      "bot: with trustEmulator only the emulator's tenants may be listed, and without it none of them.",
    )
  }
  return bot.appId
}
