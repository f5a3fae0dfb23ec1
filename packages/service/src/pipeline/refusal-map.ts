import type { ErrorCode } from '@countersign/core'

/** What a caller may learn from a refusal: its class, never the check that failed. */
export type RefusalClass =
  | 'unauthenticated'
  | 'forbidden'
  | 'conflict'
  | 'unavailable'
  | 'invalid'
  | 'method'
  | 'too-large'
  | 'too-slow'

export interface RefusalWire {
  readonly status: number
  /** Shown to the person who pressed. */
  readonly text: string
  readonly headers?: readonly (readonly [name: string, value: string])[]
}

export const refusalWire: Readonly<Record<RefusalClass, RefusalWire>> = Object.freeze({
  unauthenticated: {
    status: 401,
    text: 'This action could not be verified.',
    headers: [['www-authenticate', 'Bearer']],
  },
  forbidden: { status: 403, text: 'This action is not open to you.' },
  conflict: { status: 409, text: 'This was decided already.' },
  unavailable: {
    status: 503,
    text: 'This is not available right now. Nothing was changed; please try again later.',
  },
  invalid: { status: 400, text: 'Please check what you entered.' },
  method: { status: 405, text: '', headers: [['allow', 'POST']] },
  'too-large': { status: 413, text: 'Please enter less text.' },
  'too-slow': { status: 408, text: '' },
})

type FamilyOf<Code> = Code extends `ERR_${infer Family}_${string}` ? Family : never
export type CodeFamily = FamilyOf<ErrorCode>

/**
 * Every family of codes, so that a new one does not compile before it was given its place here. A family's class
 * is that of the step where it can arise in a request: before the actor is known everything is `unauthenticated`,
 * afterwards `forbidden`.
 */
const familyClass: Readonly<Record<CodeFamily, RefusalClass>> = {
  TOKEN: 'unauthenticated',
  KEY: 'unauthenticated',
  ISSUER: 'unauthenticated',
  JSON: 'unauthenticated',
  REQUEST: 'unauthenticated',
  LIMITED: 'forbidden',
  ACTION: 'forbidden',
  LINK: 'forbidden',
  LEDGER: 'unavailable',
  CARD: 'unavailable',
  CONFIG: 'unavailable',
  MAIL: 'unavailable',
  POST: 'unavailable',
  ADMISSION: 'unavailable',
  EMULATOR: 'unavailable',
  COMMAND: 'unavailable',
}

/** Codes that are unlike their family. */
const codeClass: Readonly<Partial<Record<ErrorCode, RefusalClass>>> = {
  ERR_REQUEST_METHOD: 'method',
  ERR_REQUEST_TARGET: 'forbidden',
  ERR_REQUEST_BODY_TOO_LARGE: 'too-large',
  ERR_REQUEST_BODY_TIMEOUT: 'too-slow',
  ERR_REQUEST_BODY: 'invalid',
  ERR_REQUEST_INPUT: 'invalid',
  ERR_ACTION_WITHDRAWN: 'conflict',
  ERR_ACTION_SUPERSEDED: 'conflict',
  ERR_ACTION_DECIDED: 'conflict',
  ERR_ACTION_RUNNING: 'conflict',
  ERR_ACTION_IN_DOUBT: 'conflict',
  ERR_ACTION_HANDLER: 'conflict',
  ERR_ACTION_ANSWER: 'conflict',
  ERR_ACTION_VIEW: 'unavailable',
  ERR_ACTION_AUTHORIZE: 'unavailable',
  ERR_ACTION_CLOSING: 'unavailable',
  ERR_LINK_NEEDED: 'unauthenticated',
  ERR_LINK_ACCOUNT: 'unavailable',
  ERR_LINK_ARGUMENT: 'unavailable',
  ERR_LINK_STORE: 'unavailable',
  ERR_LINK_STORE_FULL: 'unavailable',
}

/** Texts for people who were authorised: they may know how their own action stands. */
export const conflictText: Readonly<Partial<Record<ErrorCode, string>>> = {
  ERR_ACTION_WITHDRAWN: 'This was withdrawn.',
  ERR_ACTION_SUPERSEDED: 'There is a newer version of this. Nothing was changed.',
  ERR_ACTION_RUNNING: 'This is still being processed.',
  ERR_ACTION_IN_DOUBT: 'It is not certain whether this was done. It is being looked into.',
  ERR_ACTION_HANDLER: 'It is not certain whether this was done. It is being looked into.',
  ERR_ACTION_ANSWER: 'It is not certain whether this was done. It is being looked into.',
  ERR_ACTION_VIEW: 'This cannot be shown right now.',
  ERR_LINK_NEEDED: 'Please sign in to continue.',
  ERR_LINK_REDIRECT: 'Please connect your account first. This mail client cannot show you the login.',
}

export function classifyRefusal(code: ErrorCode): RefusalClass {
  const own = codeClass[code]
  if (own !== undefined) return own
  return familyClass[familyOf(code)]
}

function familyOf(code: ErrorCode): CodeFamily {
  return code.split('_', 2)[1] as CodeFamily
}
