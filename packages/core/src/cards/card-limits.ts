/** Longest card text that is read, in UTF-16 units. */
export const CARD_MAX_LENGTH = 256 * 1024
/** Deepest nesting of a card's JSON. A card of ten nested containers stays below 40. */
export const CARD_MAX_DEPTH = 64
/** Longest signed card (JWS), in characters: base64url of a payload that holds the card as an escaped string. */
export const SIGNED_CARD_MAX_LENGTH = 1024 * 1024
/** Most recipients that a signed card may name. */
export const SIGNED_CARD_MAX_RECIPIENTS = 500
/** Longest HTML body that is searched for cards, in UTF-16 units. */
export const HTML_MAX_LENGTH = 8 * 1024 * 1024
/** Extraction stops here: a mail with two cards is refused already. */
export const EXTRACTED_CARDS_MAX = 16
/** Longest body of inputs, in bytes. */
export const INPUTS_MAX_BYTES = 1024 * 1024
/** Most fields in a body of inputs. */
export const INPUTS_MAX_FIELDS = 128
/** Longest id of an input, in UTF-16 units. */
export const INPUT_NAME_MAX_LENGTH = 128
