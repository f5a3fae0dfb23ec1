import { lintCard } from '@countersign/core/cards'
import { NOTHING, type Step } from '../facts.js'

/**
 * What lint has to say about the card, per-user tokens that several can read included. The platform shows a
 * faulty card all the same, and drops what it does not know: errors of lint count as warnings here.
 */
export const lintShownCard: Step = ({ card, found, recipients, provider, providerKey }) => {
  if (!card || !found) return NOTHING
  const findings = lintCard(card, {
    signed: found.form === 'signed',
    ...(recipients === undefined ? {} : { recipients }),
    ...(provider === undefined ? {} : { targets: provider.targets }),
    ...(providerKey === undefined ? {} : { publicKey: providerKey }),
  })
  return {
    findings: findings.map((finding) =>
      finding.severity === 'error' ? { ...finding, severity: 'warning' } : finding,
    ),
  }
}
