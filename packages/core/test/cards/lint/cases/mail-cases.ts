import { generateKeyPairSync } from 'node:crypto'
import { encodeInputs } from '../../../../src/cards/index.js'
import { createRsaKeys } from '../../example-card.js'
import { http, TWO, URL_OF_ACTION, withAction, withBody, withHeader, type LintCase } from './lint-case.js'

const keys = createRsaKeys()
const TOKEN = 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..AAAAAAAAAAAAAAAA.AAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA'

/** What the mail around the card adds. */
export const mailCases: readonly LintCase[] = [
  [
    'CARD_EXPECTED_ACTORS_FORM',
    [[{ expectedActors: 'a@b.example' }], [{ expectedActors: ['x'] }], [{ expectedActors: [7] }]],
    [[{ expectedActors: ['a@b.example'] }]],
  ],
  [
    'CARD_EXPECTED_ACTORS_DUPLICATE',
    [[{ expectedActors: ['adelev@b.example', 'AdeleV@b.example'] }]],
    [[{ expectedActors: ['a@b.example'] }]],
  ],
  [
    'CARD_EXPECTED_ACTORS_RECIPIENT',
    [[{ expectedActors: ['eve@b.example'] }, TWO]],
    [[{ expectedActors: ['ADELE@contoso.example'] }, TWO]],
  ],
  ['CARD_CORRELATION_ID_MISSING', [[{ actions: [http()] }]], [[withAction({})]]],
  [
    'H08: CARD_CORRELATION_ID_FORM',
    [[{ correlationId: 'a\r\nb' }], [{ correlationId: 7 }], [{ correlationId: '' }]],
    [[withAction({})]],
  ],
  [
    'CARD_RECIPIENTS_MISSING',
    [[withAction({}), { signed: true, recipients: [] }]],
    [[withAction({}), { signed: true, ...TWO }]],
  ],
  [
    'CARD_RECIPIENTS_MANY',
    [
      [
        withAction({}),
        {
          signed: true,
          recipients: Array.from({ length: 501 }, (_, i) => `${String(i)}@b.example`),
          actorsPerToken: 501,
        },
      ],
    ],
    [[withAction({}), { signed: true, ...TWO }]],
  ],
  [
    'CARD_UNSIGNED',
    [[withAction({}), { signed: false }]],
    [
      [withAction({}), { signed: true }],
      [withAction({}), { signed: false, selfToSelf: true }],
    ],
  ],
  [
    'B06: CARD_TOKEN_SHARED',
    [
      [withAction({ url: `${URL_OF_ACTION}?x=${TOKEN}` }), TWO],
      [withAction({ url: `${URL_OF_ACTION}?requestId=abc&serviceToken=a1b2c3d4e5f6a7b8` }), TWO],
      [withAction({ body: `{"token":"${'a1b2'.repeat(8)}"}` }), TWO],
      [withHeader('cst', TOKEN), TWO],
      [
        withBody({
          type: 'ActionSet',
          actions: [{ type: 'Action.OpenUrl', url: `https://a.example.com/?cst=${TOKEN}` }],
        }),
        TWO,
      ],
    ],
    [
      [
        withAction({ url: `${URL_OF_ACTION}?cst=${TOKEN}` }),
        { recipients: ['adele@contoso.example', 'Adele@contoso.example'] },
      ],
      [withAction({ url: `${URL_OF_ACTION}?cst=${TOKEN}` }), { ...TWO, actorsPerToken: 8 }],
      [withAction({ ...encodeInputs(['comment']) }), TWO],
      [withAction({ url: `${URL_OF_ACTION}?item=1234&version=3` }), TWO],
      [withAction({ body: '{"token":"{{comment.value}}"}' }), TWO],
    ],
  ],
  [
    'B07: CARD_KEY_WEAK',
    [[withAction({}), { publicKey: createRsaKeys(1024).publicKey }]],
    [[withAction({}), { publicKey: keys.publicKey }]],
  ],
  [
    'B07: CARD_KEY_PRIVATE',
    [[withAction({}), { publicKey: keys.privateKey }]],
    [[withAction({}), { publicKey: keys.publicKey }]],
  ],
  [
    'CARD_KEY_TYPE',
    [[withAction({}), { publicKey: generateKeyPairSync('ed25519').publicKey }]],
    [[withAction({}), { publicKey: keys.publicKey }]],
  ],
  ['CARD_SIZE', [[withBody({ type: 'TextBlock', text: 'x'.repeat(300_000) })]], [[withBody()]]],
  [
    'CARD_SIZE_LARGE',
    [[withBody({ type: 'TextBlock', text: 'é'.repeat(15_000) })]],
    [[withBody({ type: 'TextBlock', text: 'e'.repeat(15_000) })]],
  ],
]
