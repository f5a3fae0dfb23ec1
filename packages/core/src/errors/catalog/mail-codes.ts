import { defineCodes } from '../catalog-entry.js'

export const mailCodes = defineCodes({
  ERR_MAIL_OPTIONS: {
    message: 'The options of the mail are wrong.',
    hint: 'Correct every problem that the message lists; nothing was composed or sent.',
  },
  ERR_MAIL_ADDRESS: {
    message: 'A mail address is not one that can be used here.',
    hint: 'Give a plain address such as adele@contoso.example, without a name, quotes or spaces; write a domain with other letters in its xn-- form.',
  },
  ERR_MAIL_HEADER: {
    message: 'A header of the mail holds a line break, another control character or broken Unicode.',
    hint: 'Remove line breaks and control characters from subject, names and header values before composing.',
  },
  ERR_MAIL_SIGNED_CARD: {
    message: 'The signed card does not belong to this mail.',
    hint: 'Sign the card with exactly the sender and the To and Cc addresses of the mail that carries it.',
  },
  ERR_MAIL_COMPOSE: {
    message: 'The function that composes the mail failed, so it was not sent.',
    hint: "Read the error's cause, correct it, then send again with the same key.",
  },
  ERR_MAIL_UNDELIVERED: {
    message: 'The mail could not be delivered.',
    hint: "Check the transport's address and that the server is up, then send again with the same key.",
  },
  ERR_MAIL_REFUSED: {
    message: 'The mail server refused the mail for good.',
    hint: "Read the server's answer in the error's details; sending the same mail again will be refused again.",
  },
  ERR_MAIL_PARTIAL: {
    message: 'The mail server took the mail for some of its recipients and refused others.',
    hint: 'Compose one mail per recipient, so that each can be sent again by itself.',
  },
  ERR_MAIL_LOGIN: {
    message: 'The mail server did not accept the login.',
    hint: 'Check the credentials of the transport: user and password (SMTP), or tenant, client id and secret (Microsoft Graph).',
  },
  ERR_MAIL_INSECURE: {
    message: 'No secure connection to the mail server could be made, so nothing was sent.',
    hint: 'Use smtps:// or a server that offers STARTTLS with a certificate that is trusted (option ca); allowCleartext permits a server without it.',
  },
  ERR_MAIL_BUSY: {
    message: 'This mail is being sent by somebody else, or a send of it ended without a word.',
    hint: "Send again with the same key when the send log's lease is over; what went out meanwhile is not sent twice.",
  },
  ERR_MAIL_SEND_LOG: {
    message: 'The send log cannot be reached, so the mail was not sent.',
    hint: 'Bring the send log back, then send again with the same key.',
  },
})
