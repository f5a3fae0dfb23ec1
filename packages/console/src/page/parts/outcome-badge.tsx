import type { AdmissionOutcome } from '../api/wire-types.js'

interface OutcomeBadgeProps {
  readonly outcome: AdmissionOutcome
  readonly signed: boolean
}

export function OutcomeBadge({ outcome, signed }: OutcomeBadgeProps): React.JSX.Element {
  switch (outcome) {
    case 'shown':
      return <span className="badge badge-success">{signed ? 'Signed card' : 'Card'}</span>
    case 'withheld':
      return <span className="badge badge-danger">Withheld</span>
    case 'no-card':
      return <span className="badge">No card</span>
  }
}
