import { defineCodes } from '../catalog-entry.js'

/** Strict JSON, read from input that nothing signs: cards, keys, configuration. */
export const jsonCodes = defineCodes({
  ERR_JSON_SYNTAX: {
    message: 'The text is not JSON.',
    hint: 'Correct the JSON: RFC 8259, no comments, no trailing commas, no byte order mark.',
  },
  ERR_JSON_TOO_LARGE: {
    message: 'The JSON text is over the size limit.',
    hint: 'Shorten the text.',
  },
  ERR_JSON_TOO_DEEP: {
    message: 'The JSON text is nested too deeply.',
    hint: 'Flatten the structure.',
  },
  ERR_JSON_DUPLICATE_MEMBER: {
    message: 'An object of the JSON text has the same member twice.',
    hint: 'Keep one of the two members: readers disagree about which one counts.',
  },
  ERR_JSON_MEMBER_NAME: {
    message: 'An object of the JSON text has a member named __proto__.',
    hint: 'Rename the member.',
  },
})
