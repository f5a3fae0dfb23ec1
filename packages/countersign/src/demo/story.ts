import { ATTEMPTS } from './attempts/attempts.js'
import { forgeMail } from './attempts/forge-mail.js'
import { runCounted } from './attempts/run-attempt.js'
import type { DemoContext } from './demo-context.js'
import type { DemoStep } from './demo-step.js'
import { payOnce } from './steps/pay-once.js'
import { pressAgain } from './steps/press-again.js'
import { pressWithBadTokens } from './steps/press-with-bad-tokens.js'
import { race } from './steps/race.js'
import { sendSignedCard } from './steps/send-signed-card.js'
import { sendUnsignedCard } from './steps/send-unsigned-card.js'
import { withdraw } from './steps/withdraw.js'

const attempts = ATTEMPTS.map((attempt) => ({
  ...attempt,
  run: (context: DemoContext) => runCounted(attempt, context),
}))

/** What is there when the page opens: two cards, a forgery, and one payment that was due. */
export const OPENING: readonly DemoStep[] = [sendSignedCard, sendUnsignedCard, payOnce, forgeMail]

/** The whole story in the terminal: the opening, what goes right, and every attempt of the page. */
export const STORY: readonly DemoStep[] = [
  ...OPENING,
  pressAgain,
  race,
  withdraw,
  pressWithBadTokens,
  ...attempts.filter(({ id }) => id !== forgeMail.id),
]
