import { defineCodes } from '../catalog-entry.js'

export const configCodes = defineCodes({
  ERR_CONFIG_INVALID: {
    message: 'The configuration is not usable.',
    hint: 'Correct every problem that the error lists.',
  },
  ERR_CONFIG_ENVIRONMENT: {
    message: 'The environment is not complete.',
    hint: 'Set every variable that the error lists; `countersign init` writes a .env to start from.',
  },
  ERR_CONFIG_KIND: {
    message: 'The definition of a kind is not usable.',
    hint: 'Correct every problem that the error lists.',
  },
  ERR_CONFIG_SEND: {
    message: 'The card cannot be sent as asked.',
    hint: 'Correct every problem that the error lists.',
  },
  ERR_CONFIG_LINKING: {
    message: 'The identity linking is not usable.',
    hint: 'Correct every problem that the error lists.',
  },
  ERR_CONFIG_POST: {
    message: 'The card cannot be posted as asked.',
    hint: 'Correct every problem that the error lists.',
  },
  ERR_CARD_LINT: {
    message: 'The card would not work as it is.',
    hint: 'Correct every finding that the error lists; `countersign card lint` shows them all with warnings.',
  },
})
