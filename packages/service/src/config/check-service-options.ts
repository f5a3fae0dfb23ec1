import { normalizeAddress } from '@countersign/core'
import { checkBinding, checkTenants } from './check-actor-options.js'
import { checkForwardEvents } from './check-forward-events.js'
import { checkLimitedKeys, checkSigningKey } from './check-service-keys.js'
import { checkBot, checkObjectIds, checkWebhookHosts } from './check-teams-options.js'
import { collectProblems } from './collect-problems.js'
import { isGuid } from './object-ids.js'
import {
  DEFAULT_ACT_BUDGET_MS,
  DEFAULT_LEASE_MS,
  DEFAULT_VIEW_BUDGET_MS,
  type ServiceConfig,
} from './service-config.js'
import type { ServiceOptions } from './service-options.js'

/** Checks everything but the verifier's options, which core checks; adds what is wrong to `problems`. */
export function checkServiceOptions(options: ServiceOptions, problems: string[]): ServiceConfig {
  const profile = checkProfile(options, problems)
  const header = checkHeader(options.header ?? 'authorization', problems)
  const originator = checkOriginator(options.originator, problems)
  const name = options.name ?? originator?.toLowerCase() ?? 'service'
  if (name === '' || name.length > 200) problems.push('name must have 1 to 200 characters.')
  const tenants = checkTenants(options, problems)
  checkEmulatorTrust(options, problems)
  checkForwardEvents(options, problems)
  const now = options.now ?? Date.now
  checkExclusions(options, problems)
  return Object.freeze({
    name,
    profile,
    header,
    originator,
    sender: checkSender(options.sender, problems),
    senderName: options.senderName,
    signingKey: checkSigningKey(options.signingKey, problems),
    dkim: options.dkim === undefined ? undefined : Object.freeze({ ...options.dkim }),
    limited: checkLimitedKeys(options.limitedKeys, { service: name, now }, problems),
    tenants,
    objectIds: checkObjectIds(options.objectIds, problems),
    webhookHosts: checkWebhookHosts(options, problems),
    botAppId: checkBot(options, tenants, problems),
    bindActorBy: checkBinding(options, tenants, problems),
    resolveActor: options.resolveActor,
    now,
    ...checkTimes(options, problems),
  })
}

function checkProfile(options: ServiceOptions, problems: string[]): ServiceConfig['profile'] {
  const profile = options.profile ?? 'entra'
  if (!['entra', 'substrate', 'exchange'].includes(profile)) {
    problems.push('profile must be entra, substrate or exchange.')
  }
  if (profile !== 'exchange' && options.trustedMetadata !== undefined) {
    problems.push('trustedMetadata is for the profile exchange alone.')
  }
  if (profile === 'substrate' && options.sender === undefined && (options.tenants ?? []).length === 0) {
    problems.push(
      'sender (COUNTERSIGN_SENDER) is needed on substrate, since cards of anybody could post here otherwise; for connector messages alone set tenants.',
    )
  }
  return profile
}

function checkHeader(header: ServiceConfig['header'], problems: string[]): ServiceConfig['header'] {
  if (header !== 'authorization' && header !== 'action-authorization') {
    problems.push('header must be authorization or action-authorization.')
  }
  return header
}

/** Options that say the same thing in two ways. */
function checkExclusions(options: ServiceOptions, problems: string[]): void {
  if (options.resolveActor !== undefined && options.bindActorBy !== undefined) {
    problems.push(
      'resolveActor and bindActorBy exclude each other: actors are bound by their ids or by their address.',
    )
  }
  if (options.smtp !== undefined && options.transport !== undefined) {
    problems.push('smtp and transport are both set: keep one of them.')
  }
}

function checkOriginator(originator: string | undefined, problems: string[]): string | undefined {
  if (originator !== undefined && !isGuid(originator.toLowerCase())) {
    problems.push("originator must be the provider's id, a GUID.")
  }
  return originator
}

function checkSender(sender: string | undefined, problems: string[]): string | undefined {
  return sender === undefined
    ? undefined
    : collectProblems('sender', () => normalizeAddress(sender), problems)
}

/** That only the emulator's tenants are listed is core's to check. */
function checkEmulatorTrust(options: ServiceOptions, problems: string[]): void {
  if (options.trustEmulator === undefined) return
  if (options.nodeEnv === 'production' || process.env['NODE_ENV'] === 'production') {
    problems.push('trustEmulator: refused with NODE_ENV=production.')
  }
}

function checkTimes(
  { budgets, leaseMs }: ServiceOptions,
  problems: string[],
): Pick<ServiceConfig, 'actBudgetMs' | 'viewBudgetMs' | 'leaseMs'> {
  return {
    actBudgetMs: checkMilliseconds('budgets.actMs', budgets?.actMs, DEFAULT_ACT_BUDGET_MS, problems),
    viewBudgetMs: checkMilliseconds('budgets.viewMs', budgets?.viewMs, DEFAULT_VIEW_BUDGET_MS, problems),
    leaseMs: checkMilliseconds('leaseMs', leaseMs, DEFAULT_LEASE_MS, problems),
  }
}

function checkMilliseconds(
  name: string,
  value: number | undefined,
  fallback: number,
  problems: string[],
): number {
  if (value === undefined) return fallback
  if (!Number.isFinite(value) || value <= 0 || value > 3_600_000) {
    problems.push(`${name} must be more than 0 and at most 3,600,000 milliseconds.`)
  }
  return value
}
