import { Button } from 'react-aria-components/Button'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { useInbox, useStore } from '../state/use-inbox.js'

interface MessageMenuProps {
  readonly id: number
  readonly mailbox: string
  /** False for a post in a channel or a chat: nobody can pass it on. */
  readonly isMail: boolean
}

const DELIVER = 'deliver:'

/** Resend, keep, and put a mail byte for byte into somebody else's mailbox; a post can only be kept. */
export function MessageMenu({ id, mailbox, isMail }: MessageMenuProps): React.JSX.Element {
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
          {isMail ? (
            <MenuItem className="menu-item" id="resend">
              Resend
            </MenuItem>
          ) : null}
          <MenuItem
            className="menu-item"
            id="download"
            href={`/api/v1/messages/${String(id)}/raw`}
            target="_self"
          >
            {isMail ? 'Download the mail (.eml)' : 'Download the post (.json)'}
          </MenuItem>
          {isMail ? (
            <MenuItem className="menu-item" id="add-in" href={`/add-in?message=${String(id)}`} target="_self">
              Open an add-in beside it
            </MenuItem>
          ) : null}
          {isMail ? (
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
          ) : null}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
