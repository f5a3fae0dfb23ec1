import { defineCodes } from '../catalog-entry.js'

export const emulatorCodes = defineCodes({
  ERR_EMULATOR_PORT_IN_USE: {
    message: 'The port is in use.',
    hint: 'Choose another port, or 0 for any free one.',
  },
  ERR_EMULATOR_OPTIONS: {
    message: 'The emulator cannot start with these options.',
    hint: 'Correct every problem that the error lists.',
  },
  ERR_EMULATOR_PROVIDER: {
    message: 'The provider cannot be registered.',
    hint: 'Correct every problem that the error lists, then register it again.',
  },
  ERR_EMULATOR_GRAPH_APP: {
    message: 'The app cannot be registered for Graph.',
    hint: 'Correct every problem that the error lists, then register it again.',
  },
  ERR_EMULATOR_DATA_FOLDER: {
    message: 'The data folder cannot be used.',
    hint: 'Correct or remove the file that the error names, or choose another data folder.',
  },
  ERR_EMULATOR_ALREADY_RUNNING: {
    message: 'An emulator is already running on this data folder.',
    hint: 'Use the running one, stop it, or choose another data folder; if none runs, remove emulator.json from the folder.',
  },
  ERR_EMULATOR_MESSAGE_NOT_FOUND: {
    message: 'There is no message with this id.',
    hint: 'List the messages to see the ids that exist.',
  },
  ERR_EMULATOR_WAIT_TIMEOUT: {
    message: 'No such message arrived in time.',
    hint: 'Look at the events for a mail that was refused, or wait longer.',
  },
  ERR_EMULATOR_USER_NOT_FOUND: {
    message: 'The directory has no such user.',
    hint: 'List the users; a user is named by any of its addresses, its alias or its object id.',
  },
  ERR_EMULATOR_RECIPIENT: {
    message: 'A recipient cannot be delivered to.',
    hint: 'Address one of the users of the directory, or any address outside the domains of the two tenants.',
  },
  ERR_EMULATOR_FULL: {
    message: 'The emulator holds as many messages as it may.',
    hint: 'Start it on a new data folder, or without one.',
  },
  ERR_EMULATOR_MAIL_SIZE: {
    message: 'The mail is empty or larger than the emulator takes.',
    hint: 'Send a mail within the limit that the SMTP server announces.',
  },
  ERR_EMULATOR_NOT_A_MAIL: {
    message: 'The message did not come by mail, so it cannot be delivered again.',
    hint: "Post the card once more to the channel's webhook, or let the bot post it again.",
  },
  ERR_EMULATOR_CHANNEL: {
    message: 'The channel cannot be made.',
    hint: 'Correct every problem that the error lists, then make it again.',
  },
  ERR_EMULATOR_CHANNEL_NOT_FOUND: {
    message: 'There is no such channel.',
    hint: 'List the channels; one is named by its name or its id, and its mailbox is channel:NAME.',
  },
  ERR_EMULATOR_BOT_CARD: {
    message: "The bot's card cannot be posted.",
    hint: 'Correct every problem that the error lists, then post it again.',
  },
  ERR_EMULATOR_OUTGOING_CALL: {
    message: 'The outgoing webhook cannot be called.',
    hint: 'Correct every problem that the error lists, then call again.',
  },
  ERR_EMULATOR_CALL_NOT_FOUND: {
    message: 'There is no such call of an outgoing webhook.',
    hint: 'Name a call by the callId that it returned; the emulator keeps the last hundred.',
  },
  ERR_EMULATOR_NO_CARD: {
    message: 'The message shows no card, so it has no buttons.',
    hint: "Read the message's findings: each error among them withheld the card.",
  },
  ERR_EMULATOR_ACTION_NOT_FOUND: {
    message: 'The card has no such action.',
    hint: 'Name an Action.Http of the card by its id, its title or its number from 1.',
  },
  ERR_EMULATOR_ACTION_AMBIGUOUS: {
    message: 'Several actions of the card have this name.',
    hint: 'Name the action by its number from 1, in the order of the card.',
  },
  ERR_EMULATOR_ACTION_INVALID: {
    message: 'The platform cannot execute the action as the card has it.',
    hint: 'Give the Action.Http a method GET or POST, an https url, a body for POST, and headers as a list of name and value.',
  },
  ERR_EMULATOR_INPUT: {
    message: 'The inputs do not fit the card.',
    hint: 'Give values only for inputs that the card has, and one for each that it requires.',
  },
  ERR_EMULATOR_RESERVED_HEADER: {
    message: 'The action sets a header that belongs to the platform.',
    hint: 'Remove the header from the action; Authorization may only be set to the empty string.',
  },
  ERR_EMULATOR_TARGET_NOT_ALLOWED: {
    message: 'The target URL is not registered for the provider.',
    hint: "Register the URL's host as a target of the provider, and keep inputs out of the host.",
  },
  ERR_EMULATOR_NO_ROUTE: {
    message: 'The emulator has no route from the target URL to a service on this machine.',
    hint: 'Give the provider a route from the https origin of the target to http://127.0.0.1:PORT.',
  },
  ERR_EMULATOR_TOO_OLD: {
    message: 'The platform executes no action on a message older than 30 days.',
    hint: 'Send the card again.',
  },
  ERR_EMULATOR_MINT_REFUSED: {
    message: 'The emulator mints tokens only for its own tenants and for addresses of their domains.',
    hint: 'Name a user of the directory, and leave the identity claims alone.',
  },
  ERR_EMULATOR_FAULT: {
    message: 'There is no such fault.',
    hint: 'Use one of the fault names that the error lists.',
  },
  ERR_EMULATOR_ATTEMPT_NOT_FOUND: {
    message: 'There is no such attempt.',
    hint: 'Read /api/v1/demo for the attempts that there are; only the demo has some.',
  },
  ERR_EMULATOR_SIGN_IN_NOT_FOUND: {
    message: 'No press waits for this sign-in.',
    hint: 'Press the button again: a return address works once, and for ten minutes.',
  },
  ERR_EMULATOR_FAILED: {
    message: 'The emulator failed on this call.',
    hint: "Look at the emulator's own output, and start it again.",
  },
  ERR_EMULATOR_FORBIDDEN: {
    message: 'The request to the emulator is refused.',
    hint: 'Call the emulator under its own address, not from a web page of another origin, and send the start-up secret in the header Countersign-Secret.',
  },
  ERR_EMULATOR_REQUEST: {
    message: 'The request to the emulator is not understood.',
    hint: 'Compare the path, the query and the JSON body with the documentation of the API.',
  },
})
