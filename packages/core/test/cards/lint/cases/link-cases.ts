import { http, withAction, withBody, type LintCase } from './lint-case.js'

/** Links and images. */
export const linkCases: readonly LintCase[] = [
  ['CARD_OPEN_URL_MISSING', [[{ actions: [http()] }]], [[withAction({})]]],
  [
    'B12: CARD_LINK_SCHEME',
    [
      ...[
        'javascript:alert(1)',
        ' JavaScript:alert(1)',
        'java\nscript:alert(1)',
        'data:text/html,x',
        'vbscript:x',
        'file:///etc/passwd',
      ].flatMap((url) => [
        [withBody({ type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', url }] })] as const,
        [withBody({ type: 'Image', url })] as const,
      ]),
      [withBody({ type: 'TextBlock', text: 'see [here](javascript:alert(1))' })],
      [withBody({ type: 'TextBlock', text: 'see [here]( <JAVASCRIPT&colon;alert(1)>)' })],
      [withBody({ type: 'FactSet', facts: [{ title: 'x', value: '[x](data:text/html,y)' }] })],
      [{ ...withBody(), backgroundImage: { url: 'javascript:x' } }],
      [{ ...withBody(), backgroundImage: 'javascript:x' }],
      [withAction({ iconUrl: 'data:image/svg+xml,<svg onload=alert(1)>' })],
    ],
    [[withBody({ type: 'TextBlock', text: 'see [here](https://a.example.com)' })]],
  ],
  [
    'CARD_LINK_FORM',
    [[withBody({ type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', url: '/x' }] })]],
    [[withAction({})]],
  ],
  ['CARD_IMAGE_DATA', [[withBody({ type: 'Image', url: 'data:image/png;base64,AAAA' })]], [[withBody()]]],
  [
    'B12: CARD_IMAGE_NOT_HTTPS',
    [[withBody({ type: 'Image', url: 'http://a.example.com/x.png' })]],
    [[withBody({ type: 'Image', url: 'https://a.example.com/x.png' })]],
  ],
]
