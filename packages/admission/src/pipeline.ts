import type { Step } from './facts.js'
import { authenticateSender } from './steps/authenticate-sender.js'
import { checkAge } from './steps/check-age.js'
import { checkFrom } from './steps/check-from.js'
import { checkMailbox } from './steps/check-mailbox.js'
import { checkProviderKey } from './steps/check-provider-key.js'
import { checkRecipients } from './steps/check-recipients.js'
import { checkRegisteredSender } from './steps/check-registered-sender.js'
import { checkScope } from './steps/check-scope.js'
import { checkSignedRecipients } from './steps/check-signed-recipients.js'
import { checkSignedSender } from './steps/check-signed-sender.js'
import { checkSingleFields } from './steps/check-single-fields.js'
import { checkTargets } from './steps/check-targets.js'
import { checkVerifiedSender } from './steps/check-verified-sender.js'
import { findCard } from './steps/find-card.js'
import { findProvider } from './steps/find-provider.js'
import { lintShownCard } from './steps/lint-shown-card.js'
import { readMail } from './steps/read-mail.js'
import { readUnsignedCard } from './steps/read-unsigned-card.js'
import { verifyCardSignature } from './steps/verify-card-signature.js'

/** The whole of admission, in order. Every rule is one file; none ends the pipeline, so a mail gets all its findings. */
export const pipeline: readonly (readonly [name: string, step: Step])[] = [
  ['readMail', readMail],
  ['checkSingleFields', checkSingleFields],
  ['checkFrom', checkFrom],
  ['checkRecipients', checkRecipients],
  ['authenticateSender', authenticateSender],
  ['findCard', findCard],
  ['readUnsignedCard', readUnsignedCard],
  ['findProvider', findProvider],
  ['checkProviderKey', checkProviderKey],
  ['verifyCardSignature', verifyCardSignature],
  ['checkVerifiedSender', checkVerifiedSender],
  ['checkRegisteredSender', checkRegisteredSender],
  ['checkSignedSender', checkSignedSender],
  ['checkTargets', checkTargets],
  ['checkSignedRecipients', checkSignedRecipients],
  ['checkMailbox', checkMailbox],
  ['checkScope', checkScope],
  ['checkAge', checkAge],
  ['lintShownCard', lintShownCard],
]
