import { useMemo } from 'react'
import type { PressChoices } from '../state/inbox-store.js'
import { useInbox } from '../state/use-inbox.js'
import { Pick, type PickOption } from './pick.js'

interface PressChoiceBarProps {
  /** The address of the mailbox. */
  readonly owner: string
  readonly choices: PressChoices
  readonly onChoices: (choices: PressChoices) => void
}

const NO_FAULT = 'none'

/** Who presses the card's buttons, and what goes wrong on the way. */
export function PressChoiceBar({ owner, choices, onChoices }: PressChoiceBarProps): React.JSX.Element {
  const users = useInbox((state) => state.users)
  const faults = useInbox((state) => state.faults)
  const people = useMemo<readonly PickOption[]>(() => {
    const options = users.map(({ displayName, addresses }) => ({
      id: addresses[0] ?? '',
      text: displayName,
      note: addresses[0] === owner ? 'the owner of this mailbox' : (addresses[0] ?? ''),
    }))
    // A channel belongs to nobody: unless somebody is chosen, its first member presses.
    return options.some(({ id }) => id === owner)
      ? options
      : [{ id: owner, text: 'The first member', note: 'of the channel' }, ...options]
  }, [users, owner])
  const mishaps = useMemo<readonly PickOption[]>(
    () => [{ id: NO_FAULT, text: 'No fault' }, ...faults.map((id) => ({ id, text: spell(id) }))],
    [faults],
  )
  return (
    <div className="press-choices" role="group" aria-label="How the buttons are pressed">
      <Pick
        label="Press as"
        options={people}
        chosen={choices.as ?? owner}
        onChoose={(as) => {
          onChoices({ ...choices, as: as === owner ? undefined : as })
        }}
      />
      <Pick
        label="Fault"
        options={mishaps}
        chosen={choices.fault ?? NO_FAULT}
        onChoose={(fault) => {
          onChoices({ ...choices, fault: fault === NO_FAULT ? undefined : fault })
        }}
      />
    </div>
  )
}

function spell(name: string): string {
  const words = name.replaceAll('-', ' ')
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}
