import { defineCodes } from '../catalog-entry.js'

export const limitedCodes = defineCodes({
  ERR_LIMITED_MALFORMED: {
    message: 'The limited-purpose token is not one of ours.',
    hint: 'Use the action URL exactly as it stands in the card.',
  },
  ERR_LIMITED_TOO_LARGE: {
    message: 'The limited-purpose token is over the size limit.',
    hint: 'Use the action URL exactly as it stands in the card; when sealing, name fewer actors or shorter values.',
  },
  ERR_LIMITED_KEY_ID: {
    message: 'The limited-purpose token names a sealing key that this service does not have.',
    hint: 'Keep old roots in COUNTERSIGN_LIMITED_KEYS until the last card sealed with them has expired.',
  },
  ERR_LIMITED_KEY_RETIRED: {
    message: 'The limited-purpose token was sealed with a key outside its period.',
    hint: 'Send the card again; if this token is new, an old sealing key may have leaked, so replace the root.',
  },
  ERR_LIMITED_SEAL: {
    message: 'The limited-purpose token was altered, or sealed for another service or with another root.',
    hint: 'Check that all nodes share the same service name and COUNTERSIGN_LIMITED_KEYS.',
  },
  ERR_LIMITED_AUDIENCE: {
    message: 'The limited-purpose token was made for another service.',
    hint: 'Check the service name and the URL of the action.',
  },
  ERR_LIMITED_EXPIRED: {
    message: 'The limited-purpose token has expired.',
    hint: 'Send the card again, or give it a longer expiresIn.',
  },
  ERR_LIMITED_NOT_YET: {
    message: 'The limited-purpose token is dated in the future.',
    hint: 'Set the clocks of the sending and the receiving node alike.',
  },
  ERR_LIMITED_CLAIMS: {
    message: 'The claims of the limited-purpose token are not usable.',
    hint: 'Correct every problem that the error lists; a token that was opened may come from another release.',
  },
  ERR_LIMITED_ROOTS: {
    message: 'The roots of the sealing keys are not usable.',
    hint: 'Give COUNTERSIGN_LIMITED_KEYS as id:secret, with the newest first and at least 32 random bytes in each.',
  },
})
