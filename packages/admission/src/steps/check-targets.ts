import { isTargetAllowed, walkActions } from '@countersign/core/cards'
import { NOTHING, type Step } from '../facts.js'
import { makeFinding } from '../findings/make-finding.js'
import { showValue, showValues } from '../findings/show-value.js'

/**
 * Every Action.Http, autoInvokeAction and hidden ones included, calls a registered https target. Inputs are
 * substituted afterwards, so isTargetAllowed refuses placeholders in the host.
 */
export const checkTargets: Step = ({ card, provider }) => {
  if (!card || !provider) return NOTHING
  const calls = [...walkActions(card)].filter(({ action }) => action.type === 'Action.Http')
  const findings = calls.flatMap(({ action, path }) => {
    const url = readUrl(action)
    if (url !== undefined && isTargetAllowed(url, provider.targets)) return []
    const message = `The action calls ${showValue(withoutQuery(url))}, registered are ${showValues(provider.targets)}.`
    return [
      makeFinding('TARGET_UNREGISTERED', message, {
        path,
        vendorText: `Target URL '${withoutQuery(url) ?? ''}' is not allowed`,
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

function readUrl(action: object): string | undefined {
  const url: unknown = 'url' in action ? action.url : undefined
  return typeof url === 'string' ? url : undefined
}

/** A query may hold a limited-purpose token, and findings reach logs. */
function withoutQuery(url: string | undefined): string | undefined {
  return url?.replace(/[?#].*$/s, '?…')
}
