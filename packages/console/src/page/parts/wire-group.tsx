import { Fragment } from 'react'
import { Button } from 'react-aria-components/Button'
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure'
import { Heading } from 'react-aria-components/Heading'
import type { WireGroup as Group, WireRow } from '../wire/wire-row.js'
import { formatMs, formatTime } from './format-time.js'
import { VerdictMark } from './verdict-mark.js'
import { WireLine } from './wire-line.js'

interface WireGroupProps {
  readonly group: Group
  readonly isOpen: boolean
}

export function WireGroup({ group, isOpen }: WireGroupProps): React.JSX.Element {
  const { title, outcome, verdict, ms, at, rows, running } = group
  return (
    <Disclosure className="wire-group" defaultExpanded={isOpen} data-verdict={verdict}>
      <Heading level={3} className="wire-heading">
        <Button slot="trigger" className="wire-trigger">
          <VerdictMark verdict={verdict} running={running} />
          <span className="wire-title">{title}</span>
          <span className="wire-facts">
            {outcome === undefined ? null : <span className="wire-outcome">{outcome}</span>}
            {ms === undefined ? null : <span className="ms">{formatMs(ms)}</span>}
            <time className="quiet" dateTime={new Date(at).toISOString()}>
              {formatTime(at)}
            </time>
          </span>
        </Button>
      </Heading>
      <DisclosurePanel className="wire-panel">
        <ol className="wire-rows">
          {rows.map((row, place) => (
            <Fragment key={row.key}>
              {isService(row) === isService(rows[place - 1]) ? null : (
                <li className="wire-side">{isService(row) ? 'At the service' : 'At the platform'}</li>
              )}
              <WireLine row={row} />
            </Fragment>
          ))}
        </ol>
      </DisclosurePanel>
    </Disclosure>
  )
}

/** Before the first row is the platform. */
function isService(row: WireRow | undefined): boolean {
  return row?.atService === true
}
