import { withAction, withHeader, type LintCase } from './lint-case.js'

const json = [{ name: 'Content-Type', value: 'application/json' }]

/** What an Action.Http calls, and how. */
export const httpCases: readonly LintCase[] = [
  [
    'CARD_HTTP_METHOD',
    [[withAction({ method: 'post' })], [withAction({ method: 'PUT' })], [withAction({ method: undefined })]],
    [[withAction({})]],
  ],
  [
    'CARD_HTTP_BODY_MISSING',
    [[withAction({ body: undefined })]],
    [[withAction({ body: '' })], [withAction({ method: 'GET', body: undefined })]],
  ],
  ['CARD_HTTP_BODY_FORM', [[withAction({ body: { a: 1 } })]], [[withAction({})]]],
  ['CARD_HTTP_GET_BODY', [[withAction({ method: 'GET' })]], [[withAction({})]]],
  [
    'CARD_URL_MISSING',
    [[withAction({ url: '' })], [withAction({ url: undefined })], [withAction({ url: 7 })]],
    [[withAction({})]],
  ],
  [
    'B05: CARD_URL_NOT_HTTPS',
    [[withAction({ url: 'http://a.example.com/' })], [withAction({ url: 'javascript:alert(1)' })]],
    [[withAction({})]],
  ],
  [
    'B05: CARD_URL_FORM',
    [
      [withAction({ url: 'https://a@b.example.com/' })],
      [withAction({ url: 'https://a.example.com/ x' })],
      [withAction({ url: 'https://a.example.com\\x' })],
    ],
    [[withAction({})]],
  ],
  [
    'B05: CARD_URL_PRIVATE',
    [
      ...[
        'localhost',
        '127.0.0.1',
        '10.0.0.7',
        '[::1]',
        '169.254.169.254',
        'intranet',
        'box.local',
        '2130706433',
        '0x7f.1',
      ].map((host) => [withAction({ url: `https://${host}/` })] as const),
    ],
    [[withAction({})], [withAction({ url: 'https://192.0.2.1/' })]],
  ],
  [
    'B05: CARD_TARGET_UNREGISTERED',
    [
      [withAction({}), { targets: ['https://other.example.com'] }],
      [withAction({}), { targets: [] }],
    ],
    [[withAction({}), { targets: ['https://example.com'] }], [withAction({})]],
  ],
  [
    'CARD_HEADERS_FORM',
    [
      [withAction({ headers: { a: 'b' } })],
      [withAction({ headers: ['a: b'] })],
      [withAction({ headers: [{ value: 'x' }] })],
    ],
    [[withAction({ headers: json })]],
  ],
  [
    'H07: CARD_HEADER_NAME',
    [
      [withHeader('a b', 'x')],
      [withHeader('a\r\nb', 'x')],
      [withHeader('{{comment.value}}', 'x')],
      [withHeader('', 'x')],
    ],
    [[withHeader('X-A', 'x')]],
  ],
  [
    'H07: CARD_HEADER_VALUE',
    [
      [withHeader('X-A', 'a\r\nb')],
      [withHeader('X-A', 7)],
      [withHeader('X-A', null)],
      [withHeader('X-A', 'a\0')],
    ],
    [[withHeader('X-A', '')]],
  ],
  [
    'CARD_HEADER_REPEATED',
    [[withAction({ headers: [...json, { name: 'content-type', value: '' }] })]],
    [[withAction({ headers: json })]],
  ],
  [
    'H07: CARD_HEADER_RESERVED',
    [
      ...[
        'Action-Authorization',
        'action_authorization',
        'Card-Correlation-Id',
        'Card_Correlation-Id',
        'Host',
        'X-Forwarded-For',
      ].map((name) => [withHeader(name, 'x')] as const),
      ...[
        'X_FORWARDED_HOST',
        'Countersign-Actor',
        'countersign_actor',
        'Action-Request-Id',
        'Content-Length',
        'Cookie',
      ].map((name) => [withHeader(name, '')] as const),
    ],
    [[withHeader('Authorization', '')], [withHeader('Content-Type', 'x')], [withHeader('X-Hosting', 'x')]],
  ],
  ['CARD_AUTHORIZATION_NULL', [[withHeader('Authorization', null)]], [[withHeader('Authorization', '')]]],
  [
    'H07: CARD_AUTHORIZATION_VALUE',
    [[withHeader('authorization', 'Bearer x')], [withHeader('Authorization', undefined)]],
    [[withHeader('Authorization', '')]],
  ],
]
