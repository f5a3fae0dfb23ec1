import { isTargetAllowed, listCardCalls } from '@countersign/core/cards'
import { NOTHING, type Step } from '../facts.js'
import { makeFinding } from '../findings/make-finding.js'
import { showValue, showValues } from '../findings/show-value.js'

const MAX_QUOTED_LENGTH = 200
/** Longer than any word or UUID: the segments of a token. */
const OPAQUE = /[\w-]{48,}[\w.-]*/g

/**
 * Every Action.Http or HttpPOST, autoInvokeAction and hidden ones included, calls a registered https target. Inputs are
 * substituted afterwards, so isTargetAllowed refuses placeholders in the host.
 */
export const checkTargets: Step = ({ card, provider }) => {
  if (!card || !provider) return NOTHING
  const calls = listCardCalls(card)
  const findings = calls.flatMap(({ url: given, path }) => {
    const url = typeof given === 'string' ? given : undefined
    if (url !== undefined && isTargetAllowed(url, provider.targets)) return []
    const message = `The action calls ${showValue(withoutSecrets(url))}, registered are ${showValues(provider.targets)}.`
    return [
      makeFinding('TARGET_UNREGISTERED', message, {
        path,
        // The vendor quotes the URL as it stands.
        vendorText: `Target URL '${(withoutSecrets(url) ?? '').replace(/\p{C}/gu, '').slice(0, MAX_QUOTED_LENGTH)}' is not allowed`,
      }),
    ]
  })
  if (findings.length > 0) return { findings }
  return {
    findings: [
      makeFinding(
        'TARGETS_REGISTERED',
        `All ${String(calls.length)} calls go to ${showValues(provider.targets)}.`,
      ),
    ],
  }
}

/** A query or a path may hold a limited-purpose token, and findings reach logs. */
function withoutSecrets(url: string | undefined): string | undefined {
  return url?.replace(/[?#].*$/s, '?…').replace(OPAQUE, '…')
}
