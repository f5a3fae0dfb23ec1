/** The platform's patience with an ordinary action, in milliseconds (PROTOCOL R8). */
export const ACTION_TIMEOUT_MS = 5_000
/** Its patience with an autoInvokeAction, in milliseconds (PROTOCOL R7). */
export const AUTO_INVOKE_TIMEOUT_MS = 2_000
/** Until when a late answer to an autoInvokeAction still updates the stored card, in milliseconds. */
export const LATE_ANSWER_TIMEOUT_MS = 10_000
/** Age from which a message's actions are no longer executed, in milliseconds (PROTOCOL S8). */
export const MAX_MESSAGE_AGE_MS = 30 * 24 * 60 * 60 * 1000
