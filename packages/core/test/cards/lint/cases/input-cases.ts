import { encodeInputs } from '../../../../src/cards/index.js'
import { http, URL_OF_ACTION, withAction, withBody, withHeader, type LintCase } from './lint-case.js'

const json = [{ name: 'Content-Type', value: 'application/json' }]
const form = [{ name: 'content-type', value: 'application/x-www-form-urlencoded; charset=utf-8' }]

/** Inputs, placeholders and decisions. */
export const inputCases: readonly LintCase[] = [
  [
    'B01: CARD_INPUT_IN_JSON',
    [
      [withAction({ body: '{"c":"{{comment.value}}"}' })],
      [withAction({ body: '"{{comment.value}}"', headers: json })],
    ],
    [[withAction({ body: '{{comment.value}}' })], [withAction({ ...encodeInputs(['comment']) })]],
  ],
  [
    'B01: CARD_INPUT_IN_JSON_LIMITED',
    [[{ ...withBody({ type: 'Input.Number', id: 'n' }), actions: [http({ body: '{"n":{{n.value}}}' })] }]],
    [[withAction({ body: '{"c":"{{comment.value}}"}' })]],
  ],
  [
    'B01: CARD_INPUT_IN_FORM',
    [[withAction({ body: 'c={{comment.value}}', headers: form })]],
    [[withAction({ body: 'c=1', headers: form })]],
  ],
  [
    'B01: CARD_INPUT_IN_HOST',
    [
      [withAction({ url: 'https://{{comment.value}}.example.com/' })],
      [withAction({ url: '{{comment.value}}' })],
    ],
    [[withAction({ url: `${URL_OF_ACTION}/{{comment.value}}` })]],
  ],
  [
    'B01: CARD_INPUT_IN_PATH',
    [[withAction({ url: `${URL_OF_ACTION}/{{comment.value}}` })]],
    [[withAction({ url: `${URL_OF_ACTION}?c={{comment.value}}` })]],
  ],
  [
    'B01: CARD_INPUT_IN_QUERY',
    [[withAction({ url: `${URL_OF_ACTION}?c={{comment.value}}` })]],
    [[withAction({})]],
  ],
  [
    'B01: CARD_INPUT_IN_HEADER',
    [[withHeader('X-Comment', '{{comment.value}}')]],
    [[withHeader('X-Comment', 'x')]],
  ],
  [
    'CARD_PLACEHOLDER_UNKNOWN',
    [[withAction({ body: '{{Comment.value}}' })]],
    [[withAction({ body: '{{comment.value}}' })]],
  ],
  [
    'CARD_PLACEHOLDER_FORM',
    [[withAction({ body: '{{comment}}' })]],
    [[withAction({ body: '{{comment.value}}' })]],
  ],
  [
    'CARD_AUTO_INVOKE_TYPE',
    [
      [{ autoInvokeAction: 'x' }],
      [{ autoInvokeAction: http({ method: 'GET' }) }],
      [{ autoInvokeAction: { type: 'Action.OpenUrl' } }],
    ],
    [[{ autoInvokeAction: http() }]],
  ],
  [
    'CARD_AUTO_INVOKE_EMPTY',
    [[{ body: [], autoInvokeAction: http() }]],
    [[{ ...withBody(), autoInvokeAction: http() }]],
  ],
  [
    'L06: CARD_AUTO_INVOKE_DECISION',
    [[{ autoInvokeAction: http() }, { decisions: ['approve'] }]],
    [[{ autoInvokeAction: http({ id: 'view' }) }, { decisions: ['approve'] }]],
  ],
  [
    'CARD_AUTO_INVOKE_INPUT',
    [[{ autoInvokeAction: http({ body: '{{comment.value}}' }) }]],
    [[{ autoInvokeAction: http() }]],
  ],
  [
    'CARD_DECISION_NO_BUTTON',
    [[withAction({}), { decisions: ['reject'] }]],
    [[withAction({}), { decisions: ['approve'] }]],
  ],
  [
    'CARD_ACTION_NO_DECISION',
    [[withAction({ id: 'other' }), { decisions: ['approve'] }]],
    [[withAction({ id: 'other' })]],
  ],
  [
    'L05: CARD_DECISION_GET',
    [[withAction({ method: 'GET' }), { decisions: ['approve'] }]],
    [[withAction({}), { decisions: ['approve'] }]],
  ],
]
