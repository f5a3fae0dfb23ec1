import type { Verdict } from '../wire/wire-row.js'

const MARKS: Readonly<Record<Verdict, readonly [mark: string, name: string]>> = {
  passed: ['✓', 'Passed'],
  refused: ['✕', 'Refused'],
  warning: ['!', 'Warning'],
  info: ['·', 'Noted'],
}

interface VerdictMarkProps {
  readonly verdict: Verdict
  readonly running: boolean
}

/** Never by color alone. */
export function VerdictMark({ verdict, running }: VerdictMarkProps): React.JSX.Element {
  if (running) return <span className="spinner verdict-mark" role="img" aria-label="Running" />
  const [mark, name] = MARKS[verdict]
  return (
    <span className="verdict-mark" data-verdict={verdict} role="img" aria-label={name}>
      {mark}
    </span>
  )
}
