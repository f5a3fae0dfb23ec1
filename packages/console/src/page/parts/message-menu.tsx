import { Button } from 'react-aria-components/Button'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { useInbox, useStore } from '../state/use-inbox.js'

interface MessageMenuProps {
  readonly id: number
  readonly mailbox: string
}

const DELIVER = 'deliver:'

/** Resend, keep, and put the mail byte for byte into somebody else's mailbox. */
export function MessageMenu({ id, mailbox }: MessageMenuProps): React.JSX.Element {
  const store = useStore()
  const users = useInbox((state) => state.users)
  const onAction = (key: React.Key): void => {
    const name = String(key)
    if (name === 'resend') void store.resend(id)
    else if (name.startsWith(DELIVER)) void store.deliverRaw(id, name.slice(DELIVER.length))
  }
  return (
    <MenuTrigger>
      <Button className="button button-subtle" aria-label="Do more with this message">
        More <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" onAction={onAction}>
          <MenuItem className="menu-item" id="resend">
            Resend
          </MenuItem>
          <MenuItem
            className="menu-item"
            id="download"
            href={`/api/v1/messages/${String(id)}/raw`}
            target="_self"
          >
            Download the mail (.eml)
          </MenuItem>
          <MenuSection className="menu-section">
            <Header className="menu-title">Deliver raw to …</Header>
            {users
              .filter(({ addresses }) => addresses[0] !== mailbox)
              .map(({ alias, displayName, addresses }) => (
                <MenuItem
                  key={alias}
                  className="menu-item"
                  id={`${DELIVER}${addresses[0] ?? ''}`}
                  textValue={displayName}
                >
                  {displayName} <span className="quiet">{addresses[0]}</span>
                </MenuItem>
              ))}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
