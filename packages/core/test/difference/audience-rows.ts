import { failedClaim, setClaim, type DifferenceRow } from './difference-row.js'

/** What says for whom a token is. */
export const audienceRows: readonly DifferenceRow[] = [
  {
    name: 'another audience',
    touches: 'aud',
    change: ({ claims }, random) => {
      const aud = String(claims['aud'])
      claims['aud'] = random.pick([
        `${aud}/`,
        `${aud}x`,
        aud.slice(0, -1),
        aud.toUpperCase(),
        ` ${aud}`,
        random.word(12),
        '',
      ])
    },
    ours: ['ERR_TOKEN_AUDIENCE'],
    jose: failedClaim('aud'),
  },
  {
    name: 'no audience, or one that is no text',
    touches: 'aud',
    change: setClaim('aud', (random) => random.pick<unknown>([undefined, null, 1, {}, true])),
    ours: ['ERR_TOKEN_AUDIENCE'],
    jose: failedClaim('aud'),
  },
  {
    name: 'a list that holds the audience',
    touches: 'aud',
    change: ({ claims }, random) => {
      claims['aud'] = random.pick([[claims['aud']], [claims['aud'], `https://${random.word(5)}.example`]])
    },
    ours: ['ERR_TOKEN_AUDIENCE'],
    jose: 'ACCEPTED',
    intended:
      'The platform never sends a list; a token for several services is one that any of them can pass on.',
  },
]
