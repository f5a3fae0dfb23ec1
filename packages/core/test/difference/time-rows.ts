import { failedClaim, setClaim, type DifferenceRow } from './difference-row.js'

/** What says when a token counts. `now` and `skew` in seconds. */
export function timeRows(
  now: number,
  skew: number,
  maxLifetime: number,
  start: 'iat' | 'nbf',
): readonly DifferenceRow[] {
  const other = start === 'iat' ? 'nbf' : 'iat'
  return [
    {
      name: 'expired',
      touches: 'exp',
      change: (draft, random) => {
        const exp = now - skew - random.below(10_000)
        draft.claims['exp'] = exp
        draft.claims[start] = exp - 1 - random.below(900)
      },
      ours: ['ERR_TOKEN_EXPIRED'],
      jose: ['ERR_JWT_EXPIRED exp'],
    },
    {
      name: 'expired within the skew',
      touches: 'exp',
      change: (draft, random) => {
        const exp = now - random.below(skew - 1)
        draft.claims['exp'] = exp
        draft.claims[start] = exp - 60
      },
      ours: 'ACCEPTED',
      jose: 'ACCEPTED',
    },
    {
      name: 'exp is no number',
      touches: 'exp',
      change: setClaim('exp', (random) =>
        random.pick<unknown>([`${random.word(3)}x`, true, null, {}, [now + 900]]),
      ),
      ours: ['ERR_TOKEN_TIME'],
      jose: failedClaim('exp'),
    },
    {
      name: 'no exp',
      touches: 'exp',
      change: setClaim('exp', () => undefined),
      ours: ['ERR_TOKEN_TIME'],
      jose: 'ACCEPTED',
      intended:
        'A token that never ends is none of the platform’s; jose judges exp only where it is there (RFC 7519 section 4.1.4: optional).',
    },
    {
      name: 'exp is infinite or beyond the year 9999',
      touches: 'exp',
      change: (draft, random) => {
        draft.claims['exp'] = 'EXP'
        const written = random.pick(['1e999', '1e300', '253402300800', '9'.repeat(20)])
        draft.editClaims = (text) => text.replace('"EXP"', written)
      },
      ours: ['ERR_TOKEN_TIME'],
      jose: 'ACCEPTED',
      intended: 'No clock reaches it: overflow or nonsense, and as good as no exp.',
    },
    {
      name: 'a lifetime beyond the profile’s',
      touches: 'exp',
      change: (draft, random) => {
        draft.claims['exp'] = now + maxLifetime + random.below(1_000_000)
      },
      ours: ['ERR_TOKEN_LIFETIME'],
      jose: 'ACCEPTED',
      intended:
        'Each profile knows how long the platform’s tokens live; a longer one was not made by it. Not a check of jose’s.',
    },
    {
      name: 'nbf in the future',
      touches: 'nbf',
      change: setClaim('nbf', (random) => now + skew + 1 + random.below(500)),
      ours: ['ERR_TOKEN_NOT_YET_VALID'],
      jose: failedClaim('nbf'),
    },
    {
      name: 'nbf is no number',
      touches: 'nbf',
      change: setClaim('nbf', (random) => random.pick<unknown>([`${random.word(2)}x`, null, [], false])),
      ours: ['ERR_TOKEN_TIME'],
      jose: failedClaim('nbf'),
    },
    {
      name: 'iat in the future',
      touches: 'iat',
      change: setClaim('iat', (random) => now + skew + 1 + random.below(500)),
      ours: ['ERR_TOKEN_NOT_YET_VALID'],
      jose: 'ACCEPTED',
      intended:
        'The clock of whoever made it is wrong, or it was not made by the issuer; jose asks only where a maximal age is wanted.',
    },
    {
      name: `no ${other}`,
      touches: other,
      change: setClaim(other, () => undefined),
      ours: 'ACCEPTED',
      jose: 'ACCEPTED',
    },
    {
      name: `no ${start}`,
      touches: start,
      change: setClaim(start, () => undefined),
      ours: ['ERR_TOKEN_TIME'],
      jose: 'ACCEPTED',
      intended:
        'Without the start of its life nobody can say how long a token was meant to live; every genuine one has it.',
    },
  ]
}
