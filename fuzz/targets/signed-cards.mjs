import assert from 'node:assert/strict'
import { built } from '../support/built.mjs'
import { outcomeOf } from '../support/outcome.mjs'

const { checkSignedCardClaims } = await built('core', 'cards/signed/check-signed-card-claims.js')
const { parseStrictJson } = await built('core', 'jose/index.js')

const claims = {
  originator: '1b2f3e4d-5c6b-4a79-8877-665544332211',
  iat: 1_800_000_000,
  sender: 'a@contoso.example',
  recipientsSerialized: '["adele@contoso.example"]',
  adaptiveCardSerialized: '{"type":"AdaptiveCard"}',
}

function checkClaims(input) {
  const { value: payload } = outcomeOf(() => parseStrictJson(input.toString('utf8')))
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) return
  const { value: checked } = outcomeOf(() => checkSignedCardClaims(payload))
  if (checked === undefined) return
  assert.deepEqual(checked.recipients, JSON.parse(payload.recipientsSerialized))
  assert.ok(checked.recipients.length > 0 && checked.recipients.every((one) => typeof one === 'string'))
  assert.ok(checked.sender === payload.sender && checked.originator === payload.originator)
  assert.ok([payload.adaptiveCardSerialized, payload.messageCardSerialized].includes(checked.serialized))
}

export const targets = [
  {
    name: 'signed-card',
    seeds: [
      JSON.stringify(claims),
      JSON.stringify({
        ...claims,
        adaptiveCardSerialized: undefined,
        messageCardSerialized: '{"@type":"MessageCard"}',
      }),
    ],
    dictionary: [
      '"iat":-1',
      '[]',
      '["a","b"]',
      '"recipientsSerialized":',
      '"messageCardSerialized":""',
      '\\"',
      'null',
      '1e999',
    ],
    check: checkClaims,
  },
]
