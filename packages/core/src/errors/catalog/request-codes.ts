import { defineCodes } from '../catalog-entry.js'

export const requestCodes = defineCodes({
  ERR_REQUEST_HEADER: {
    message: 'A request header is unusable.',
    hint: 'Send each header once, as the platform does.',
  },
  ERR_REQUEST_TOKEN_ABSENT: {
    message: 'The request carries no bearer token in the header that this route reads.',
    hint: 'Check which of Authorization and Action-Authorization the card makes the platform use, and set the option `header` to it.',
  },
  ERR_REQUEST_TOKEN_CONFLICT: {
    message: 'Authorization and Action-Authorization hold different credentials.',
    hint: 'Find the proxy that adds a header of its own; the platform sends the same token in both or in one.',
  },
  ERR_REQUEST_METHOD: {
    message: 'Only POST reaches an action.',
    hint: 'Give every Action.Http of the card the method POST.',
  },
  ERR_REQUEST_TARGET: {
    message: "The request was made to another path than this kind's URL.",
    hint: 'Mount the handler at the path of the `url` of its kind, or set `path` where a proxy rewrites it.',
  },
  ERR_REQUEST_BODY_TOO_LARGE: {
    message: 'The request body is larger than an action may be.',
    hint: 'Limit what the inputs of the card take with maxLength, or raise `maxBodyBytes` of the adapter.',
  },
  ERR_REQUEST_BODY_TIMEOUT: {
    message: 'The request body did not arrive in time.',
    hint: 'Look for a slow proxy or client; the platform sends an action in one go.',
  },
  ERR_REQUEST_BODY: {
    message: 'The request body cannot be read.',
    hint: 'Let `action(…, { inputs })` write the body of the action.',
  },
  ERR_REQUEST_ACTIVITY: {
    message: 'The request is no activity of the bot connector, or one that names no tenant and user.',
    hint: 'Give the bot connector the address of this route, and nothing else.',
  },
  ERR_REQUEST_REPLAYED: {
    message: 'This activity was received before.',
    hint: 'Nothing to do: an activity is answered once. Find out who sent it again if that keeps happening.',
  },
  ERR_REQUEST_INPUT: {
    message: 'The inputs do not fit the schema of the kind.',
    hint: 'Give the inputs of the card the same limits as the schema, so that people see them before they press.',
  },
})
