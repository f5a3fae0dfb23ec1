/**
 * `verify-jws`: decode and RS256 check of distinct tokens on one thread, without judging a claim, against raw
 * `crypto.verify` over the same bytes. The difference to `verify` is what the profile's rules cost.
 */
import { verify } from 'node:crypto'
import { createVerificationKey, verifyCompactJws } from '@countersign/core/jose'
import { makeClaims, publicKey, signToken, toSignedBytes } from './support/entra-tokens.mjs'
import { expectAll } from './support/expect-all.mjs'
import { interleave, partOf, TURNS } from './support/interleave.mjs'
import { toRow } from './support/row.mjs'
import { createTokenPeers } from './support/token-peers.mjs'

export const name = 'verify-jws'

const TOKENS = 3000

export async function run({ quick, passes }) {
  const tokens = Array.from({ length: quick ? 200 : TOKENS }, (_, i) => signToken(makeClaims(i)))
  const signed = tokens.map(toSignedBytes)
  const key = createVerificationKey(publicKey)
  const measured = await interleave(
    {
      limit: (turn) =>
        expectAll(partOf(signed, turn), ({ input, signature }) =>
          verify('sha256', input, publicKey, signature),
        ),
      ours: (turn) => expectAll(partOf(tokens, turn), (token) => verifyCompactJws(token, { key })),
      ...createTokenPeers(tokens, publicKey),
    },
    { passes, turns: TURNS },
  )
  return [toRow(name, 'tokens/s', measured)]
}
