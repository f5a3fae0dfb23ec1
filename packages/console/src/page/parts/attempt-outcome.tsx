import { Button } from 'react-aria-components/Button'
import { useInbox, useStore } from '../state/use-inbox.js'
import { VerdictMark } from './verdict-mark.js'

export function AttemptOutcome(): React.JSX.Element {
  const store = useStore()
  const { running, result, failure } = useInbox((state) => state.attempt)
  const demo = useInbox((state) => state.demo)
  const title = demo.available
    ? demo.attempts.find(({ id }) => id === (result?.id ?? running))?.title
    : undefined
  return (
    <div className="attempt-outcome-place" role="status">
      {running === undefined ? null : <p className="quiet attempt-running">{title} …</p>}
      {failure === undefined ? null : (
        <div className="attempt-outcome">
          <p>
            {failure.code === undefined ? null : <span className="code">{failure.code}</span>}{' '}
            {failure.message}
          </p>
        </div>
      )}
      {result === undefined ? null : (
        <div className="attempt-outcome" data-ok={result.ok}>
          <div className="attempt-head">
            <strong>{title}</strong>
            {result.code === undefined ? null : <span className="code">{result.code}</span>}
            <span className="attempt-payments">
              Payments {result.paymentsBefore} → {result.paymentsAfter}
              {result.ok ? ' · held' : ' · NOT as it should be'}
            </span>
            <Button className="icon-button" aria-label="Close the outcome" onPress={store.dismissAttempt}>
              ✕
            </Button>
          </div>
          <ul className="attempt-checks">
            {result.checks.map(({ what, found, ok }, place) => (
              <li key={place}>
                <VerdictMark verdict={ok ? 'passed' : 'refused'} running={false} />
                <span>{what}</span>
                <span className="quiet">{found}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
