import { defineFindings } from './define-findings.js'

/** Finding the card and proving its signature. */
export const cardFindings = defineFindings({
  CARD_FOUND: { severity: 'pass', meaning: "The message's own HTML part holds exactly one card." },
  CARD_NONE: {
    severity: 'info',
    meaning: "The message's own HTML part holds no card.",
    hint: 'Embed the card in the first text/html part of the message itself.',
    vendorText: 'No card is enabled on this message',
  },
  CARD_SEVERAL: {
    severity: 'error',
    meaning: 'The mail holds more than one card, so none is shown.',
    hint: 'Send one card a mail, either signed or unsigned.',
  },
  CARD_HTML_AMBIGUOUS: {
    severity: 'error',
    meaning: 'The HTML can be read in two ways, and readers may see another card in it than was judged.',
    hint: 'Leave out what the finding names, or close it properly: the mail of a card does not need it.',
  },
  CARD_ELSEWHERE: {
    severity: 'warning',
    meaning:
      'There is a card in a part where none counts: an attachment, a nested message or a second HTML part.',
    hint: 'Move the card into the first text/html part of the message itself.',
  },
  CARD_READ: { severity: 'pass', meaning: 'The card can be read.' },
  CARD_UNREADABLE: {
    severity: 'error',
    meaning: 'The card is not the JSON of a card.',
    hint: 'Send one JSON object without duplicate members, of type AdaptiveCard or MessageCard.',
  },
  CARD_TOKEN_UNREADABLE: {
    severity: 'error',
    meaning: 'The signed card is not a compact JWS with the claims of a card.',
    hint: 'Sign with RS256 and the claims originator, iat, sender, recipientsSerialized and adaptiveCardSerialized (or messageCardSerialized).',
    vendorText: 'Failed to parse signed card token',
  },
  PROVIDER_KEY_USABLE: { severity: 'pass', meaning: "The provider's registered key can be used." },
  PROVIDER_KEY_MISSING: {
    severity: 'error',
    meaning: 'The card is signed, but the provider has registered no key.',
    hint: "Register the signing key's public half with the provider.",
    vendorText: 'No public key found for the provider',
  },
  PROVIDER_KEY_REFUSED: {
    severity: 'error',
    meaning: "The provider's registered key must not be used.",
    hint: 'Register the public half alone of your own RSA key of at least 2,048 bits, as RSAKeyValue XML or PEM.',
  },
  CARD_SIGNATURE_VALID: {
    severity: 'pass',
    meaning: "The card's signature holds under the provider's registered key.",
  },
  CARD_SIGNATURE_INVALID: {
    severity: 'error',
    meaning: "The card's signature does not hold under the provider's registered key.",
    hint: 'Sign with the private half of the registered key, and change nothing afterwards.',
    vendorText: 'Adaptive card signature validation failed - Failed to validate signature',
  },
  CARD_CLAIMS_REFUSED: {
    severity: 'error',
    meaning: "The card's signature holds, but its claims are not those of a signed card.",
    hint: 'Write recipientsSerialized and the card (adaptiveCardSerialized or messageCardSerialized, not both) as JSON text inside strings, and iat in seconds.',
  },
})
