import type { DemoAttempt } from '../demo-step.js'
import { changeExpense } from './change-expense.js'
import { expireToken } from './expire-token.js'
import { forgeMail } from './forge-mail.js'
import { killService } from './kill-service.js'
import { pressAsAlex } from './press-as-alex.js'
import { pressFiftyTimes } from './press-fifty-times.js'
import { pressInChannelUnlisted } from './press-in-channel-unlisted.js'
import { replayCall } from './replay-call.js'
import { useOtherExchange } from './use-other-exchange.js'
import { useOtherTenant } from './use-other-tenant.js'

/** The bar "Try to break it", and the second half of the story in the terminal. */
export const ATTEMPTS: readonly DemoAttempt[] = [
  pressFiftyTimes,
  replayCall,
  pressAsAlex,
  forgeMail,
  changeExpense,
  expireToken,
  useOtherTenant,
  pressInChannelUnlisted,
  useOtherExchange,
  killService,
]
