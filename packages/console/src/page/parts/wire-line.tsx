import type { WireRow } from '../wire/wire-row.js'
import { formatMs } from './format-time.js'
import { VerdictMark } from './verdict-mark.js'

export function WireLine({ row }: { readonly row: WireRow }): React.JSX.Element {
  const { verdict, what, value, code, ms, count, hint, vendorText, atService } = row
  return (
    <li className="wire-row" data-verdict={verdict} data-at={atService === true ? 'service' : 'platform'}>
      <VerdictMark verdict={verdict} running={false} />
      <span className="wire-what">
        {what}
        {count === undefined ? null : <span className="wire-count"> × {count}</span>}
      </span>
      {ms === undefined ? null : <span className="ms">{formatMs(ms)}</span>}
      {code === undefined ? null : <span className="code wire-code">{code}</span>}
      {value === undefined ? null : <span className="wire-value">{value}</span>}
      {vendorText === undefined ? null : (
        <span className="vendor-text wire-value">
          The vendor’s own text: <q>{vendorText}</q>
        </span>
      )}
      {hint === undefined ? null : <span className="wire-value wire-hint">{hint}</span>}
    </li>
  )
}
