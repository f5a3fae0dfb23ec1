import { defineCodes } from '../catalog-entry.js'

export const actionCodes = defineCodes({
  ERR_ACTION_FORBIDDEN: {
    message: 'The actor may not take this action.',
    hint: 'The card was sent to somebody else, or the action is not open to this actor.',
  },
  ERR_ACTION_GUEST: {
    message: 'The actor is a guest of the tenant.',
    hint: 'Bind guests by tenant and object id; an address is not vouched for by the tenant they visit.',
  },
  ERR_ACTION_DOMAIN: {
    message: "The actor's tenant does not vouch for the domain of the address.",
    hint: "Add the domain to the tenant in COUNTERSIGN_TENANTS (GUID=domain+domain) if it is one of the tenant's own.",
  },
  ERR_ACTION_ORIGINATOR: {
    message: 'The limited-purpose token was sealed for another originator.',
    hint: 'Use one set of limited-purpose keys for each provider registration.',
  },
  ERR_ACTION_SENDER: {
    message: 'The sender of the message is not the one that the card was sealed for.',
    hint: 'Press the card in the mail that the service itself has sent.',
  },
  ERR_ACTION_KIND: {
    message: 'The limited-purpose token belongs to another kind of item.',
    hint: "Mount each kind's handler at its own URL.",
  },
  ERR_ACTION_DECISION: {
    message: 'The limited-purpose token names no decision of this kind.',
    hint: 'Keep decisions that are still in sent cards in the definition until those cards have closed.',
  },
  ERR_ACTION_PURPOSE: {
    message: 'The limited-purpose token was made for another purpose.',
    hint: 'Use the action URL exactly as it stands in the card.',
  },
  ERR_ACTION_CORRELATION: {
    message: 'The correlation id of the request is not the one that the card was sealed with.',
    hint: 'Keep `correlationId` of the card as the service has set it.',
  },
  ERR_ACTION_LIMITED_TOKEN: {
    message: 'The request must carry exactly one limited-purpose token, in the place that the kind names.',
    hint: 'Use the action URL exactly as it stands in the card, and one `placement` for a kind.',
  },
  ERR_ACTION_CLOSED: {
    message: 'The card is older than the kind allows.',
    hint: 'Send the item again, or raise `expiresIn` of the kind (at most 30 days).',
  },
  ERR_ACTION_WITHDRAWN: {
    message: 'The item was withdrawn.',
    hint: 'Nothing to do: no card of the item can be acted on any more.',
  },
  ERR_ACTION_SUPERSEDED: {
    message: 'A newer version of the item was sent since.',
    hint: 'Press the card with the newer version.',
  },
  ERR_ACTION_DECIDED: {
    message: 'The item was already decided.',
    hint: 'Nothing to do: the first decision on a version stands.',
  },
  ERR_ACTION_RUNNING: {
    message: 'The same action is still being processed.',
    hint: 'Press again later to see its outcome.',
  },
  ERR_ACTION_IN_DOUBT: {
    message: 'Nobody knows whether the action happened: its handler threw or its process died.',
    hint: 'Find out in the service, then end the doubt with `countersign ledger resolve --as done|not-done`.',
  },
  ERR_ACTION_LEDGER_TOO_OLD: {
    message: 'The card was sealed before the ledger was made, so the ledger cannot know whether it ran.',
    hint: 'Make sure that this is the right ledger, then accept such cards with `countersign ledger adopt`.',
  },
  ERR_ACTION_VIEW: {
    message: 'The view of the item could not be shown.',
    hint: 'Give the kind a `view` that answers well within 1.5 seconds.',
  },
  ERR_ACTION_ANSWER: {
    message: 'A handler must return what `answer` makes.',
    hint: 'Return answer.done(…), answer.declined(…) or answer.tryAgain(…) on every path.',
  },
  ERR_ACTION_HANDLER: {
    message: 'The handler threw, so nobody knows whether the action happened.',
    hint: 'Look at the event `action.in-doubt` for the cause; return answer.tryAgain(…) where nothing has happened yet.',
  },
  ERR_ACTION_AUTHORIZE: {
    message: 'The `authorize` hook of the kind did not answer in time.',
    hint: 'Let the hook answer well within the budget of an action, 4 seconds.',
  },
  ERR_ACTION_CLOSING: {
    message: 'The service is shutting down.',
    hint: 'Send new requests to another instance.',
  },
})
