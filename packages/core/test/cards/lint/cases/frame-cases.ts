import { http, withAction, withBody, type LintCase } from './lint-case.js'

/** The frame of a card: type, version, elements, ids. */
export const frameCases: readonly LintCase[] = [
  ['CARD_TYPE', [[{ type: 'Card' }], [{ '@type': 'Card' }]], [[withAction({})]]],
  [
    'B08: CARD_KIND_AMBIGUOUS',
    [[{ ...withAction({}), '@type': 'MessageCard' }]],
    [[withAction({})], [{ '@type': 'MessageCard' }]],
  ],
  ['CARD_EMPTY', [[{ type: 'AdaptiveCard', body: [] }]], [[withAction({})]]],
  [
    'CARD_NESTED_MEMBER',
    [
      [
        withBody({
          type: 'ActionSet',
          actions: [{ type: 'Action.ShowCard', card: { type: 'AdaptiveCard', originator: 'x' } }],
        }),
      ],
    ],
    [[withAction({})]],
  ],
  [
    'CARD_ORIGINATOR_MISSING',
    [[{ type: 'AdaptiveCard' }]],
    [[{ type: 'AdaptiveCard' }, { selfToSelf: true }]],
  ],
  [
    'CARD_ORIGINATOR_FORM',
    [[{ originator: 'me' }], [{ originator: 7 }], [{ originator: '' }]],
    [[withAction({})]],
  ],
  [
    'CARD_ORIGINATOR_UNREGISTERED',
    [[withAction({}), { originator: '00000000-0000-4000-8000-000000000000' }]],
    [[withAction({})]],
  ],
  ['CARD_VERSION_MISSING', [[{}]], [[{ version: 1 }]]],
  [
    'CARD_VERSION_FORM',
    [[{ version: 1 }], [{ version: '1' }], [{ version: 'v1.0' }]],
    [[{ version: '1.0' }]],
  ],
  ['CARD_VERSION_UNDOCUMENTED', [[{ version: '1.5' }], [{ version: '2.0' }]], [[{ version: '1.4' }]]],
  [
    'CARD_ACTION_MIX',
    [[{ version: '1.4', actions: [http(), { type: 'Action.Execute' }] }]],
    [[{ version: '1.4', actions: [{ type: 'Action.Execute' }] }]],
  ],
  [
    'CARD_ACTION_HTTP_VERSION',
    [[{ ...withAction({}), version: '1.4' }], [{ ...withAction({}), version: '1.10' }]],
    [[withAction({})]],
  ],
  [
    'CARD_ACTION_EXECUTE_VERSION',
    [[{ version: '1.3', actions: [{ type: 'Action.Execute' }] }]],
    [[{ version: '1.4', actions: [{ type: 'Action.Execute' }] }]],
  ],
  ['CARD_ACTION_SUBMIT', [[{ actions: [{ type: 'Action.Submit' }] }]], [[withAction({})]]],
  ['CARD_INPUT_TIME', [[withBody({ type: 'Input.Time', id: 't' })]], [[withBody()]]],
  [
    'CARD_ACTION_UNKNOWN',
    [[{ actions: [{ type: 'Action.HTTP' }] }], [{ actions: [{ type: 'OpenUrl' }] }]],
    [[withAction({})]],
  ],
  ['CARD_INPUT_UNKNOWN', [[withBody({ type: 'Input.Rating', id: 'r' })]], [[withBody()]]],
  [
    'CARD_ELEMENT_UNKNOWN',
    [[withBody({ type: 'Textblock', text: '' })]],
    [[withBody({ type: 'TextBlock', text: '' })]],
  ],
  [
    'CARD_ELEMENT_UNDOCUMENTED',
    [[withBody({ type: 'Table' })], [withBody({ type: 'Media' })]],
    [[withBody()]],
  ],
  [
    'CARD_TYPE_MISSING',
    [[withBody({ text: 'x' })], [{ actions: [{}] }]],
    [[withBody({ type: 'ColumnSet', columns: [{}] })]],
  ],
  [
    'CARD_MEMBER_MISSING',
    [
      [withBody({ type: 'TextBlock' })],
      [{ actions: [{ type: 'Action.OpenUrl' }] }],
      [withBody({ type: 'FactSet', facts: {} })],
    ],
    [[withBody({ type: 'TextBlock', text: '' })]],
  ],
  [
    'CARD_ID_DUPLICATE',
    [[withBody({ type: 'Input.Text', id: 'comment' })], [{ actions: [http(), http()] }]],
    [[withBody({ type: 'Input.Text', id: 'approve' })]],
  ],
  [
    'CARD_INPUT_ID_MISSING',
    [[withBody({ type: 'Input.Text' })], [withBody({ type: 'Input.Date', id: '' })]],
    [[withBody()]],
  ],
  [
    'CARD_INPUT_ID_FORM',
    [[withBody({ type: 'Input.Text', id: 'a"b' })], [withBody({ type: 'Input.Text', id: 'a}b' })]],
    [[withBody()]],
  ],
  [
    'CARD_TOGGLE_TARGET_UNKNOWN',
    [
      [
        withBody({
          type: 'ActionSet',
          actions: [{ type: 'Action.ToggleVisibility', targetElements: ['x', { elementId: 'y' }] }],
        }),
      ],
    ],
    [
      [
        withBody({
          type: 'ActionSet',
          actions: [{ type: 'Action.ToggleVisibility', targetElements: [{ elementId: 'comment' }] }],
        }),
      ],
    ],
  ],
]
