import { defineFindings } from '../finding-definition.js'

/** Given in place of what the conversion, or lint of the converted card, has to say. */
export const translatedFindings = defineFindings({
  CARD_INPUT_OUTSIDE_BODY: {
    severity: 'error',
    message: 'A placeholder stands in the target or a header of an HttpPOST, where nothing is substituted.',
    hint: 'Send the input in the body.',
  },
  CARD_MEMBER_UNKNOWN: {
    severity: 'warning',
    message: 'The documents know no such member here, and clients pass over it.',
    hint: 'Correct its spelling, or leave it out.',
  },
})
