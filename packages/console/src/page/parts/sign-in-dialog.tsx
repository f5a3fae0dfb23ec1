import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { toSafeLink } from '../card/safe-link.js'
import { useInbox, useStore } from '../state/use-inbox.js'

/**
 * The task pane of identity linking. Outlook opens the service's login page in it by itself; here a person reads the host
 * first, and opens it in a window of its own.
 */
export function SignInDialog({ messageId }: { readonly messageId: number }): React.JSX.Element {
  const store = useStore()
  const signIn = useInbox((state) => state.signIn)
  const shown = signIn?.messageId === messageId ? signIn : undefined
  const link = toSafeLink(shown?.url)
  return (
    <ModalOverlay
      className="overlay"
      isDismissable
      isOpen={shown !== undefined}
      onOpenChange={(open) => {
        if (!open) store.dismissSignIn()
      }}
    >
      <Modal className="modal">
        <Dialog className="dialog">
          <Heading slot="title" className="dialog-title">
            Sign in to go on
          </Heading>
          <p>
            The service asks you to sign in at <strong className="sign-in-host">{shown?.host}</strong> before
            it takes “{shown?.action}”. When it sends you back, the action is repeated by itself.
          </p>
          <div className="dialog-buttons">
            {link === undefined ? null : (
              <a className="button" href={link} target="_blank" rel="noopener noreferrer">
                Open {shown?.host}
              </a>
            )}
            <Button className="button button-subtle" slot="close">
              Not now
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
