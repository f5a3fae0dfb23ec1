import type { AddInCallResult } from '../api/add-in-types.js'
import { formatMs } from './format-time.js'

const BADGES = {
  accepted: 'badge badge-success',
  refused: 'badge badge-danger',
  failed: 'badge badge-danger',
}

/** What the service made of the token, and what the token said; its signature is not shown. */
export function AddInOutcome({ result }: { readonly result: AddInCallResult }): React.JSX.Element {
  const { verdict, status, failure, body, token, endpoint, durationMs } = result
  return (
    <section className="add-in-outcome" aria-label="Verdict of the service">
      <p>
        <span className={BADGES[verdict]}>{verdict}</span>{' '}
        {status === 0 ? failure : `status ${String(status)}`}{' '}
        <span className="ms">{formatMs(durationMs)}</span> <code>{endpoint}</code>
      </p>
      <h2 className="small-title">Answer</h2>
      <pre className="raw" tabIndex={0}>
        {body === '' ? '(nothing)' : body}
      </pre>
      <h2 className="small-title">Claims of the token</h2>
      <pre className="raw" tabIndex={0}>
        {JSON.stringify(token.claims, undefined, 2)}
      </pre>
    </section>
  )
}
