import { Button } from 'react-aria-components/Button'
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure'
import { useInbox, useStore } from '../state/use-inbox.js'
import { AttemptOutcome } from './attempt-outcome.js'

/** The counter of what really happened, and every way we know to make it wrong. */
export function DemoBar(): React.JSX.Element | null {
  const store = useStore()
  const demo = useInbox((state) => state.demo)
  const running = useInbox((state) => state.attempt.running)
  if (!demo.available) return null
  return (
    <section className="demo" aria-label={demo.title}>
      <Disclosure className="demo-disclosure" defaultExpanded>
        <div className="demo-line">
          <p className="payments" role="status">
            <span className="payments-label">Payments made</span>
            <output className="payments-count" key={demo.payments}>
              {demo.payments.toLocaleString('en')}
            </output>
          </p>
          <h2 className="demo-title">
            <Button slot="trigger" className="demo-trigger">
              Try to break it{' '}
              <span className="chevron" aria-hidden="true">
                ▾
              </span>
            </Button>
          </h2>
          {demo.links.map(({ title, href }) => (
            <a key={href} className="demo-link" href={href}>
              {title}
            </a>
          ))}
        </div>
        <DisclosurePanel className="demo-panel">
          <ul className="attempts" role="list" tabIndex={-1}>
            {demo.attempts.map(({ id, title, explains }) => (
              <li key={id}>
                <Button
                  className="attempt"
                  aria-describedby={`explains-${id}`}
                  isDisabled={running !== undefined}
                  onPress={() => void store.attempt(id)}
                >
                  <span className="attempt-title">
                    {running === id ? <span className="spinner" aria-hidden="true" /> : null}
                    {title}
                  </span>
                  <span className="attempt-explains" id={`explains-${id}`}>
                    {explains}
                  </span>
                </Button>
              </li>
            ))}
          </ul>
        </DisclosurePanel>
      </Disclosure>
      <AttemptOutcome />
    </section>
  )
}
