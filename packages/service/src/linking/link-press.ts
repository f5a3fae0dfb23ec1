import { CountersignError, type HeaderInput } from '@countersign/core'
import type { IdentityLink } from '@countersign/ledger/links'
import type { Budget } from '../pipeline/budget.js'
import type { Press } from '../pipeline/press.js'
import type { Linking } from './linking.js'

/**
 * The link of the actor of a press, before anything is reserved, where the kind asks for one. Throws
 * `LinkNeeded` and what else `Linking.require` throws.
 */
export async function linkPress(
  press: Press,
  linked: Linking,
  headers: HeaderInput,
  budget: Budget,
): Promise<IdentityLink> {
  press.trace?.begin('link')
  const finding = linked.require(press.actor, headers)
  const link = await budget.race(finding)
  if (link === 'late') {
    // What comes too late may still fail: that must not become an unhandled rejection.
    finding.catch(() => undefined)
    throw new CountersignError('ERR_LINK_STORE')
  }
  press.trace?.pass('linked')
  return link
}
