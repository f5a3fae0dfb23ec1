import { defineCodes } from '../catalog-entry.js'

export const cardCodes = defineCodes({
  ERR_CARD_UNREADABLE: {
    message: 'The card is not readable JSON.',
    hint: 'Correct the JSON; every member of an object must have its own name.',
  },
  ERR_CARD_TYPE: {
    message: 'The card is not of the kind that is expected.',
    hint: 'Give a JSON object whose "type" is "AdaptiveCard", or whose "@type" is "MessageCard", never both.',
  },
  ERR_CARD_SIZE: {
    message: 'The card is too large.',
    hint: 'Make the card smaller; link to the details with an Action.OpenUrl.',
  },
  ERR_CARD_NOT_JSON: {
    message: 'The card holds something that JSON cannot express.',
    hint: 'Build the card from plain objects, arrays, strings, finite numbers and booleans, without cycles.',
  },
  ERR_CARD_SIGN_OPTIONS: {
    message: 'The card cannot be signed with these options:',
    hint: 'Correct each option listed; the originator is the provider id of your registration.',
  },
  ERR_CARD_SIGNATURE: {
    message: 'The signature of the signed card does not match the key.',
    hint: 'Register the public key that belongs to the signing key, and send the signed card unaltered.',
  },
  ERR_CARD_JWS_FORM: {
    message: 'The signed card is not a well-formed RS256 JWS in compact form.',
    hint: 'Sign with alg RS256 and send three base64url segments without padding, spaces or line breaks.',
  },
  ERR_CARD_CLAIM: {
    message: 'A claim of the signed card is missing or has the wrong type.',
    hint: 'Give originator (GUID), sender, recipientsSerialized, adaptiveCardSerialized or messageCardSerialized (strings) and iat (number).',
  },
  ERR_CARD_RECIPIENTS: {
    message: 'recipientsSerialized is not a JSON array of addresses, written as a string.',
    hint: 'Set it to JSON.stringify of the list of every To and CC address, not to the list itself.',
  },
  ERR_CARD_ORIGINATOR_MISMATCH: {
    message: 'The originator in the card differs from the originator it is signed for.',
    hint: 'Put the same provider id into the card and into the signature.',
  },
  ERR_CARD_ENTITY: {
    message: 'The signed card is of another kind than its markup says, or of two kinds at once.',
    hint: 'Put adaptiveCardSerialized into a SignedAdaptiveCard, or messageCardSerialized into a SignedMessageCard, never both.',
  },
  ERR_CARD_EMBED: {
    message: 'The card cannot be embedded safely in this HTML.',
    hint: 'Close every comment, script, style and textarea in the HTML, and leave out any other card.',
  },
  ERR_CARD_HTML_SIZE: {
    message: 'The HTML is too large to be searched for cards.',
    hint: 'Send a smaller HTML body.',
  },
  ERR_CARD_BIND: {
    message: 'The card cannot be bound to its limited-purpose tokens:',
    hint: 'Correct each action listed, or choose another placement of the token.',
  },
  ERR_CARD_INPUT_NAME: {
    message: 'These inputs cannot be encoded:',
    hint: 'Name inputs with letters, digits, dot, hyphen and underscore, each name once.',
  },
  ERR_CARD_INPUT_BOUNDARY: {
    message: 'The boundary is not usable.',
    hint: 'Leave the boundary out: a random one is made.',
  },
  ERR_CARD_INPUTS_TYPE: {
    message: 'The inputs have a content type other than multipart/form-data with a boundary.',
    hint: 'Let encodeInputs write both the headers and the body of the action.',
  },
  ERR_CARD_INPUTS_SIZE: {
    message: 'The inputs are too large.',
    hint: 'Limit the text inputs of the card with maxLength.',
  },
  ERR_CARD_INPUTS_FORM: {
    message: 'The inputs are not one well-formed multipart/form-data body.',
    hint: 'Send the body of the action unaltered, as encodeInputs wrote it and the platform filled it in.',
  },
})
