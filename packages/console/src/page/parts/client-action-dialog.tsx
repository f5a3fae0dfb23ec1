import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import type { CardJson } from '../api/wire-types.js'

interface ClientActionDialogProps {
  readonly action: CardJson | undefined
  readonly onClose: () => void
}

const EXPLAINED: Readonly<Record<string, string>> = {
  'Action.InvokeAddInCommand': 'Outlook would open this add-in, with this context:',
  'Action.DisplayMessageForm': 'Outlook would open this message:',
  'Action.DisplayAppointmentForm': 'Outlook would open this appointment:',
}

/** What the mail client itself would open. The page has neither add-ins nor a calendar: it shows what was asked for. */
export function ClientActionDialog({ action, onClose }: ClientActionDialogProps): React.JSX.Element {
  return (
    <ModalOverlay
      className="overlay"
      isDismissable
      isOpen={action !== undefined}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal className="modal">
        <Dialog className="dialog">
          <Heading slot="title" className="dialog-title">
            {text(action?.title) ?? text(action?.type)}
          </Heading>
          <p>{EXPLAINED[text(action?.type) ?? ''] ?? 'Outlook would do this itself:'}</p>
          <dl className="facts">{action === undefined ? null : facts(action)}</dl>
          <Button className="button" slot="close">
            Close
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function facts(action: CardJson): React.JSX.Element[] {
  return ['addInId', 'desktopCommandId', 'initializationContext', 'itemId']
    .filter((name) => action[name] !== undefined)
    .map((name) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>
          <code>{text(action[name]) ?? JSON.stringify(action[name], undefined, 2)}</code>
        </dd>
      </div>
    ))
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
