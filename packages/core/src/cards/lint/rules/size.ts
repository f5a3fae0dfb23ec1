import { CARD_MAX_LENGTH } from '../../card-limits.js'
import { defineFindings } from '../finding-definition.js'
import { defineRule } from '../lint-rule.js'

/** In UTF-8 bytes: what the vendor allows for connector cards, the only limit it publishes. */
const RECOMMENDED_BYTES = 28 * 1024

const findings = defineFindings({
  CARD_SIZE: {
    severity: 'error',
    message: 'The card is too large to be read.',
    hint: 'Make the card smaller; link to the details with an Action.OpenUrl.',
  },
  CARD_SIZE_LARGE: {
    severity: 'warning',
    message: 'The card is larger than 28 KB, the only limit that the vendor publishes (for connector cards).',
    hint: 'Make the card smaller; link to images instead of embedding them.',
  },
})

export const sizeRule = defineRule({
  findings,
  check({ text }, report) {
    const bytes = Buffer.byteLength(text)
    if (text.length > CARD_MAX_LENGTH)
      report('CARD_SIZE', '', `The card has ${String(bytes)} bytes, too many to be read.`)
    else if (bytes > RECOMMENDED_BYTES) report('CARD_SIZE_LARGE', '')
  },
})
