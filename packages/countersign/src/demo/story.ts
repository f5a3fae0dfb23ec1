import { ATTEMPTS } from './attempts/attempts.js'
import { forgeMail } from './attempts/forge-mail.js'
import { pressInChannelUnlisted } from './attempts/press-in-channel-unlisted.js'
import { runCounted } from './attempts/run-attempt.js'
import type { DemoContext } from './demo-context.js'
import type { DemoAttempt, DemoStep } from './demo-step.js'
import { forgeIdentity } from './steps/forge-identity.js'
import { payOnce } from './steps/pay-once.js'
import { postToChannel } from './steps/post-to-channel.js'
import { pressAgain } from './steps/press-again.js'
import { pressInChannelAgain } from './steps/press-in-channel-again.js'
import { pressInChannel } from './steps/press-in-channel.js'
import { pressWithBadTokens } from './steps/press-with-bad-tokens.js'
import { race } from './steps/race.js'
import { sendSignedCard } from './steps/send-signed-card.js'
import { sendUnsignedCard } from './steps/send-unsigned-card.js'
import { verifyIdentity } from './steps/verify-identity.js'
import { withdraw } from './steps/withdraw.js'

/** Told where they belong, and not once more with the other attempts. */
const TOLD: readonly DemoAttempt[] = [forgeMail, pressInChannelUnlisted]

/** What is there when the page opens: two cards in mails, one in a channel, a forgery, and one payment that was due. */
export const OPENING: readonly DemoStep[] = [
  sendSignedCard,
  sendUnsignedCard,
  payOnce,
  postToChannel,
  forgeMail,
]

/** The whole story in the terminal: the opening, what goes right, and every attempt of the page. */
export const STORY: readonly DemoStep[] = [
  ...OPENING,
  pressAgain,
  race,
  withdraw,
  pressWithBadTokens,
  countPayments(pressInChannelUnlisted),
  pressInChannel,
  pressInChannelAgain,
  verifyIdentity,
  forgeIdentity,
  ...ATTEMPTS.filter((attempt) => !TOLD.includes(attempt)).map(countPayments),
]

function countPayments(attempt: DemoAttempt): DemoStep {
  return { ...attempt, run: (context: DemoContext) => runCounted(attempt, context) }
}
