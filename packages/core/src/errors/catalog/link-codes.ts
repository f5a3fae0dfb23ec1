import { defineCodes } from '../catalog-entry.js'

export const linkCodes = defineCodes({
  ERR_LINK_NEEDED: {
    message: 'The actor is not linked to an account of the service yet.',
    hint: 'Nothing to do: the platform shows the login and repeats the action once the accounts are linked.',
  },
  ERR_LINK_REDIRECT: {
    message: 'The request names no URL to return to after the login, or one that is not allowed.',
    hint: 'Use a client that supports identity linking; a platform host of your own goes into `redirectHosts` of the linking.',
  },
  ERR_LINK_STATE: {
    message: 'The linking is unknown, was ended before, or is older than 5 minutes.',
    hint: 'Go back to the message and press the button again.',
  },
  ERR_LINK_ACTOR: {
    message: 'The browser proved to be somebody else than the actor who pressed the button.',
    hint: 'Sign in with the account whose mailbox holds the message.',
  },
  ERR_LINK_CONFIRMATION: {
    message: 'The confirmation did not come from the page that this browser was shown.',
    hint: 'Open the login from the message again, keep cookies on, and confirm on the page itself.',
  },
  ERR_LINK_ACCOUNT: {
    message: 'The service did not say who is signed in, in a way that can be used.',
    hint: 'Let `account` return { id, name } of 1 to 256 characters each, or undefined where nobody is signed in; `login` a URL.',
  },
  ERR_LINK_REQUEST: {
    message: 'The request to the linking page cannot be read.',
    hint: 'Mount the linking at the path of its `url`, for GET and POST.',
  },
  ERR_LINK_ARGUMENT: {
    message: 'The link store was called with unusable values.',
    hint: 'Correct every value that the error lists; the types of the LinkStore interface say what each must be.',
  },
  ERR_LINK_STORE: {
    message: 'The link store cannot be reached, so nothing was executed.',
    hint: 'Bring the link store back; the action can then be tried again.',
  },
  ERR_LINK_STORE_FULL: {
    message: 'The link store is full, so nothing was executed.',
    hint: 'Use a SQLite link store, or raise maxLinks of the memory one: it never drops a link that still counts.',
  },
})
