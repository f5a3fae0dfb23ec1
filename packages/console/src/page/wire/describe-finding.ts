import type { Finding } from '../api/wire-types.js'
import type { Verdict, WireRow } from './wire-row.js'

export function verdictOf(severity: Finding['severity']): Verdict {
  switch (severity) {
    case 'pass':
      return 'passed'
    case 'error':
      return 'refused'
    case 'warning':
      return 'warning'
    case 'info':
      return 'info'
  }
}

export function describeFinding(key: string, finding: Finding, durationMs = finding.durationMs): WireRow {
  const { code, severity, message, hint, path, vendorText } = finding
  return {
    key,
    verdict: verdictOf(severity),
    what: code,
    value: path === undefined || path === '' ? message : `${message} (${path})`,
    ...(durationMs === undefined ? {} : { ms: durationMs }),
    ...(hint === undefined || severity === 'pass' ? {} : { hint }),
    ...(vendorText === undefined ? {} : { vendorText }),
  }
}
