import { exampleMessageCard, httpPost, TARGET } from '../../example-message-card.js'
import { TWO, type Json, type LintCase } from './lint-case.js'

function message(change: Json = {}): Json {
  return { ...exampleMessageCard(), ...change }
}

function withPost(change: Json = {}): Json {
  return message({ potentialAction: [httpPost(change)] })
}

function withInput(input: Json, post: Json = {}): Json {
  const typed = { '@type': 'TextInput', id: 'comment', ...input }
  return withActionCard({ inputs: [typed], actions: [httpPost(post)] })
}

function withActionCard(change: Json): Json {
  return message({ potentialAction: [{ '@type': 'ActionCard', name: 'More', ...change }] })
}

function withTargets(...targets: unknown[]): Json {
  return message({ potentialAction: [{ '@type': 'OpenUri', name: 'Open', targets }] })
}

const everySystem = { os: 'default', uri: 'https://a.example.com/' }
const choices = [{ display: 'Yes', value: 'y' }]

/** What only MessageCards have. */
const ownCases: readonly LintCase[] = [
  [
    'CARD_CONTEXT',
    [[message({ '@context': undefined })], [message({ '@context': 'https://schema.org' })]],
    [[message()], [message({ '@context': 'http://schema.org/extensions' })]],
  ],
  ['CARD_CONTEXT_HTTP', [[message({ '@context': 'http://schema.org/extensions' })]], [[message()]]],
  [
    'CARD_SUMMARY_MISSING',
    [[message({ summary: undefined, text: undefined })], [message({ summary: ' ', text: 7 })]],
    [[message({ summary: undefined })], [message({ text: undefined })]],
  ],
  ['CARD_LEGACY', [[message()]], [[{ type: 'AdaptiveCard' }]]],
  [
    'CARD_THEME_COLOR',
    [[message({ themeColor: 'red' })], [message({ themeColor: '0078D' })], [message({ themeColor: 7 })]],
    [[message({ themeColor: '0078D7' })], [message({ themeColor: '#0078d7' })]],
  ],
  [
    'CARD_SECTIONS_FORM',
    [[message({ sections: { text: 'x' } })], [message({ sections: ['x'] })]],
    [[message({ sections: [{ text: 'x' }] })]],
  ],
  [
    'CARD_SECTIONS_MANY',
    [[message({ sections: Array.from({ length: 11 }, () => ({ text: 'x' })) })]],
    [[message({ sections: Array.from({ length: 10 }, () => ({ text: 'x' })) })]],
  ],
  [
    'CARD_FACTS_FORM',
    [
      [message({ sections: [{ facts: { Amount: '1' } }] })],
      [message({ sections: [{ facts: [{ title: 'Amount', value: '1' }] }] })],
      [message({ sections: [{ facts: [{ name: 'Amount', value: 1 }] }] })],
    ],
    [[message({ sections: [{ facts: [{ name: 'Amount', value: '1' }] }] })]],
  ],
  [
    'CARD_IMAGES_FORM',
    [
      [message({ sections: [{ heroImage: 'https://a.example.com/1.png' }] })],
      [message({ sections: [{ images: [{ url: 'https://a.example.com/1.png' }] }] })],
    ],
    [[message({ sections: [{ heroImage: { image: 'https://a.example.com/1.png' } }] })]],
  ],
  [
    'CARD_ACTIONS_FORM',
    [[message({ potentialAction: httpPost() })], [withActionCard({ actions: ['x'] })]],
    [[message()], [withActionCard({ actions: [httpPost()] })]],
  ],
  [
    'CARD_ACTIONS_MANY',
    [
      [message({ potentialAction: Array.from({ length: 5 }, () => httpPost()) })],
      [message({ sections: [{ potentialAction: Array.from({ length: 5 }, () => httpPost()) }] })],
    ],
    [
      [message({ potentialAction: Array.from({ length: 4 }, () => httpPost()) })],
      [withActionCard({ actions: Array.from({ length: 5 }, () => httpPost()) })],
    ],
  ],
  [
    'CARD_ACTION_CARD_NESTED',
    [[withActionCard({ actions: [{ '@type': 'ActionCard', name: 'More' }] })]],
    [[withActionCard({ actions: [httpPost()] })]],
  ],
  [
    'CARD_ACTION_CARD_ACTION',
    [[withActionCard({ actions: [{ '@type': 'InvokeAddInCommand', name: 'Open' }] })]],
    [[withActionCard({ actions: [httpPost()] })]],
  ],
  [
    'CARD_MESSAGE_ACTION_UNKNOWN',
    [
      [withPost({ '@type': 'HttpPost' })],
      [withPost({ '@type': 'Action.Http' })],
      [withPost({ '@type': undefined })],
    ],
    [[withPost()]],
  ],
  ['CARD_ACTION_NAME_MISSING', [[withPost({ name: undefined })], [withPost({ name: '' })]], [[withPost()]]],
  [
    'CARD_BODY_CONTENT_TYPE',
    [[withPost({ bodyContentType: 'text/plain' })], [withPost({ bodyContentType: 7 })]],
    [
      [withPost()],
      [withPost({ bodyContentType: 'application/json' })],
      [withPost({ bodyContentType: 'application/x-www-form-urlencoded' })],
    ],
  ],
  [
    'CARD_CONTENT_TYPE_TWICE',
    [
      [
        withPost({
          bodyContentType: 'application/json',
          headers: [{ name: 'content-type', value: 'application/json' }],
        }),
      ],
    ],
    [[withPost({ headers: [{ name: 'Content-Type', value: 'application/json' }] })]],
  ],
  [
    'CARD_OPEN_URI_TARGETS',
    [[message({ potentialAction: [{ '@type': 'OpenUri', name: 'Open' }] })], [withTargets('x')]],
    [[withTargets(everySystem)]],
  ],
  [
    'CARD_OPEN_URI_DEFAULT',
    [[withTargets({ os: 'iOS', uri: 'yammer://1' })], [withTargets()]],
    [[withTargets(everySystem)]],
  ],
  [
    'CARD_OPEN_URI_SYSTEM',
    [[withTargets(everySystem, { os: 'ios', uri: 'yammer://1' })]],
    [[withTargets(everySystem, { os: 'iOS', uri: 'yammer://1' })]],
  ],
  [
    'B12: CARD_OPEN_URI_SCHEME',
    [
      [withTargets(everySystem, { os: 'windows', uri: 'java\nscript:alert(1)' })],
      [withTargets({ os: 'default', uri: 'file:///etc/passwd' })],
    ],
    [[withTargets(everySystem, { os: 'iOS', uri: 'yammer://1' })]],
  ],
  [
    'CARD_INPUTS_FORM',
    [[withActionCard({ inputs: {} })], [withActionCard({ inputs: ['comment'] })]],
    [[withActionCard({ inputs: [] })]],
  ],
  [
    'CARD_MESSAGE_INPUT_UNKNOWN',
    [[withInput({ '@type': 'Input.Text' })], [withInput({ '@type': undefined })]],
    [[withInput({})], [withInput({ '@type': 'DateInput' })]],
  ],
  [
    'CARD_INPUT_ID_REPEATED',
    [
      [
        withActionCard({
          inputs: [
            { '@type': 'TextInput', id: 'c' },
            { '@type': 'DateInput', id: 'c' },
          ],
        }),
      ],
    ],
    [[withInput({})]],
  ],
  [
    'CARD_CHOICES_FORM',
    [
      [withInput({ '@type': 'MultichoiceInput' })],
      [withInput({ '@type': 'MultichoiceInput', choices: [] })],
      [withInput({ '@type': 'MultichoiceInput', choices: [{ title: 'Yes', value: 'y' }] })],
    ],
    [[withInput({ '@type': 'MultichoiceInput', choices })]],
  ],
  [
    'CARD_CHOICE_VALUE',
    [[withInput({ '@type': 'MultichoiceInput', choices, value: 'n' })]],
    [
      [withInput({ '@type': 'MultichoiceInput', choices, value: 'y' })],
      [withInput({ '@type': 'MultichoiceInput', choices })],
    ],
  ],
  [
    'CARD_BOOLEAN_FORM',
    [[message({ hideOriginalBody: 'true' })], [withInput({ isRequired: 1 })]],
    [[message({ hideOriginalBody: true })], [withInput({ isRequired: false })]],
  ],
  [
    'B01: CARD_INPUT_OUTSIDE_BODY',
    [
      [withInput({}, { target: 'https://{{comment.value}}.example.com/' })],
      [withInput({}, { target: `${TARGET}/{{comment.value}}` })],
      [withInput({}, { target: `${TARGET}?c={{comment.value}}` })],
      [withInput({}, { headers: [{ name: 'X-A', value: '{{comment.value}}' }] })],
    ],
    [
      [
        withInput(
          {},
          { body: '{{comment.value}}', headers: [{ name: 'Content-Type', value: 'text/plain' }] },
        ),
      ],
    ],
  ],
  [
    'CARD_MEMBER_UNKNOWN',
    [
      [message({ type: 'message' })],
      [message({ sections: [{ activitytitle: 'x' }] })],
      [withPost({ url: TARGET })],
    ],
    [[message()]],
  ],
]

/** What MessageCards share with Adaptive Cards: each rule once, in this kind's members. */
const sharedCases: readonly LintCase[] = [
  ['CARD_ORIGINATOR_MISSING', [[message({ originator: undefined })]], [[message()]]],
  ['CARD_ORIGINATOR_FORM', [[message({ originator: 'me' })]], [[message()]]],
  [
    'CARD_ORIGINATOR_UNREGISTERED',
    [[message(), { originator: '00000000-36a6-4a1b-b84c-a7b5c6198792' }]],
    [[message(), { originator: '65C680EF-36A6-4A1B-B84C-A7B5C6198792' }]],
  ],
  ['CARD_URL_MISSING', [[withPost({ target: undefined })], [withPost({ target: 7 })]], [[withPost()]]],
  ['B05: CARD_URL_NOT_HTTPS', [[withPost({ target: 'http://a.example.com/' })]], [[withPost()]]],
  ['B05: CARD_URL_FORM', [[withPost({ target: 'https://a@b.example.com/' })]], [[withPost()]]],
  ['B05: CARD_URL_PRIVATE', [[withPost({ target: 'https://localhost/' })]], [[withPost()]]],
  [
    'B05: CARD_TARGET_UNREGISTERED',
    [[withPost(), { targets: ['https://other.example.com'] }]],
    [[withPost(), { targets: ['https://expenses.example'] }]],
  ],
  [
    'CARD_HEADERS_FORM',
    [[withPost({ headers: { a: 'b' } })], [withPost({ headers: ['a: b'] })]],
    [[withPost()]],
  ],
  [
    'H07: CARD_HEADER_RESERVED',
    [[withPost({ headers: [{ name: 'Action_Authorization', value: 'x' }] })]],
    [[withPost({ headers: [{ name: 'X-A', value: 'x' }] })]],
  ],
  [
    'H07: CARD_AUTHORIZATION_VALUE',
    [[withPost({ headers: [{ name: 'Authorization', value: 'Bearer x' }] })]],
    [[withPost({ headers: [{ name: 'Authorization', value: '' }] })]],
  ],
  ['CARD_HTTP_BODY_FORM', [[withPost({ body: { a: 1 } })]], [[withPost()], [withPost({ body: undefined })]]],
  [
    'B01: CARD_INPUT_IN_JSON',
    [
      [withInput({}, { body: '{"c":"{{comment.value}}"}' })],
      // Without a type the body is taken for JSON.
      [withInput({}, { body: 'comment={{comment.value}}' })],
    ],
    [[withInput({}, { body: '{}' })]],
  ],
  [
    'B01: CARD_INPUT_IN_FORM',
    [
      [
        withInput(
          {},
          { bodyContentType: 'application/x-www-form-urlencoded', body: 'comment={{comment.value}}' },
        ),
      ],
    ],
    [[withInput({}, { bodyContentType: 'application/x-www-form-urlencoded', body: 'a=b' })]],
  ],
  ['CARD_INPUT_ID_MISSING', [[withInput({ id: undefined })], [withInput({ id: '' })]], [[withInput({})]]],
  ['CARD_INPUT_ID_FORM', [[withInput({ id: 'a"b' })], [withInput({ id: 7 })]], [[withInput({})]]],
  [
    'CARD_PLACEHOLDER_UNKNOWN',
    [[withInput({}, { body: '{{other.value}}' })]],
    [
      [withInput({}, { body: '{{comment.value}}' })],
      // The card has this input: it is only substituted nowhere but in the body.
      [withInput({}, { target: `${TARGET}/{{comment.value}}` })],
      [withInput({}, { headers: [{ name: 'X-A', value: '{{comment.value}}' }] })],
    ],
  ],
  [
    'B12: CARD_LINK_SCHEME',
    [
      [withTargets({ os: 'default', uri: 'javascript:alert(1)' })],
      [message({ sections: [{ activityText: '[x](javascript:alert(1))' }] })],
      [message({ sections: [{ facts: [{ name: 'x', value: '[x](data:text/html,x)' }] }] })],
    ],
    [[message()]],
  ],
  [
    'CARD_IMAGE_NOT_HTTPS',
    [
      [message({ sections: [{ activityImage: 'http://a.example.com/1.png' }] })],
      [message({ sections: [{ images: [{ image: 'http://a.example.com/1.png' }] }] })],
    ],
    [[message({ sections: [{ heroImage: { image: 'https://a.example.com/1.png' } }] })]],
  ],
  ['CARD_OPEN_URL_MISSING', [[withPost()]], [[message()]]],
  ['CARD_CORRELATION_ID_MISSING', [[message({ correlationId: undefined })]], [[message()]]],
  [
    'CARD_EXPECTED_ACTORS_FORM',
    [[message({ expectedActors: 'adele' })]],
    [[message({ expectedActors: [] })]],
  ],
  [
    'B06: CARD_TOKEN_SHARED',
    [[withPost({ target: `${TARGET}?cst=0123456789abcdef0123` }), TWO]],
    [[withPost(), TWO], [withPost({ target: `${TARGET}?cst=0123456789abcdef0123` })]],
  ],
  [
    'CARD_RECIPIENTS_MISSING',
    [[message(), { signed: true, recipients: [] }]],
    [[message(), { signed: true }]],
  ],
  ['CARD_UNSIGNED', [[message(), { signed: false }]], [[message(), { signed: true }]]],
  [
    'CARD_DECISION_NO_BUTTON',
    [[message(), { decisions: ['reject'] }]],
    [
      [message(), { decisions: ['approve'] }],
      [withPost({ '@id': 'approve', name: 'Yes' }), { decisions: ['approve'] }],
    ],
  ],
  [
    'CARD_ACTION_NO_DECISION',
    [[message(), { decisions: ['reject'] }]],
    [[message(), { decisions: ['approve'] }]],
  ],
  ['CARD_SIZE', [[message({ text: 'x'.repeat(300_000) })]], [[message()]]],
  ['CARD_SIZE_LARGE', [[message({ text: 'x'.repeat(30_000) })]], [[message()]]],
]

export const messageCardCases: readonly LintCase[] = [...ownCases, ...sharedCases]
