import assert from 'node:assert/strict'
import { sign, type KeyObject } from 'node:crypto'
import { createLocalJWKSet, errors, jwtVerify, type JSONWebKeySet } from 'jose'
import { makeKey, keyA } from '../issuers/rsa-keys.js'
import { refusalCode } from '../refusal-code.js'
import type { DifferenceRow, Draft, Verdicts } from './difference-row.js'
import type { ProfileDifference } from './profile-difference.js'
import { createRandom, type Random } from './random.js'

/** Seconds; the default of every profile. */
export const SKEW = 300
export const NOW_SECONDS = 1_800_000_000
/** Signatures in flight. */
const BATCH = 64

const foreign = makeKey()

/** How often each row came alone, by its name. */
export type RowCounts = ReadonlyMap<string, number>

/**
 * Makes and judges `count` tokens with one, two or three changes each. Every verdict must be one that the rows of the token
 * allow; a single change decides alone.
 */
export async function compareVerdicts(
  profile: ProfileDifference,
  count: number,
  seed: number,
): Promise<RowCounts> {
  const random = createRandom(seed)
  const keySet = createLocalJWKSet(profile.jwks as unknown as JSONWebKeySet)
  const alone = new Map<string, number>(profile.rows.map(({ name }) => [name, 0]))
  for (let done = 0; done < count; done += BATCH) {
    await Promise.all(
      Array.from({ length: Math.min(BATCH, count - done) }, async (_, index) => {
        // The first tokens go through every row once, whatever the seed.
        const first = profile.rows[done + index]
        const rows = first === undefined ? pickRows(profile.rows, random) : [first]
        const token = await makeToken(profile, rows, random)
        const [ours, jose] = [
          await refusalCode(() => profile.judge(token)),
          await judgeByJose(profile, keySet, token),
        ]
        const what = `${profile.name}, seed ${String(seed)}: ${rows.map(({ name }) => name).join(' + ')}\nours ${ours}, jose ${jose}`
        assertAllowed(ours, rows, ({ ours: allowed }) => allowed, what)
        assertAllowed(jose, rows, ({ jose: allowed }) => allowed, what)
        const [only] = rows
        if (rows.length === 1 && only !== undefined) alone.set(only.name, (alone.get(only.name) ?? 0) + 1)
      }),
    )
  }
  return alone
}

/** Accepted if and only if every row says so; otherwise one of the codes of the rows. */
function assertAllowed(
  verdict: string,
  rows: readonly DifferenceRow[],
  verdictsOf: (row: DifferenceRow) => Verdicts,
  what: string,
): void {
  const refusing = rows.map(verdictsOf).filter((verdicts) => verdicts !== 'ACCEPTED')
  if (refusing.length === 0) assert.equal(verdict, 'ACCEPTED', what)
  else assert.ok(refusing.flat().includes(verdict), what)
}

function pickRows(rows: readonly DifferenceRow[], random: Random): DifferenceRow[] {
  const picked: DifferenceRow[] = []
  for (let wanted = random.pick([1, 1, 1, 2, 2, 3]); wanted > 0; wanted--) {
    const row = random.pick(rows)
    if (!picked.some(({ touches }) => overlaps(touches, row.touches))) picked.push(row)
  }
  return picked
}

/** What changes the text of a token or of its claims goes alone: it may undo or hide the other. */
function overlaps(one: string, other: string): boolean {
  const whole = ['token', 'claim-name', 'other-depth', 'exp', 'nbf', 'iat']
  return one === other || (whole.includes(one) && whole.includes(other))
}

async function makeToken(
  profile: ProfileDifference,
  rows: readonly DifferenceRow[],
  random: Random,
): Promise<string> {
  const draft: Draft = {
    header: { ...profile.header },
    claims: structuredClone({ ...profile.claims }),
    foreignKey: false,
    editClaims: (text) => text,
    editToken: (token) => token,
  }
  for (const row of rows) row.change(draft, random)
  const payload = draft.editClaims(JSON.stringify(draft.claims))
  const input = [JSON.stringify(draft.header), payload]
    .map((text) => Buffer.from(text).toString('base64url'))
    .join('.')
  const signature = await signLater(input, draft.foreignKey ? foreign.privateKey : keyA.privateKey)
  return draft.editToken(`${input}.${signature}`)
}

function signLater(input: string, key: KeyObject): Promise<string> {
  return new Promise((resolve, reject) => {
    sign('sha256', Buffer.from(input), key, (error, signature) => {
      if (error === null) resolve(signature.toString('base64url'))
      else reject(error)
    })
  })
}

/** jose as its documentation configures it for an API. */
async function judgeByJose(
  { issuer, audience }: ProfileDifference,
  keySet: ReturnType<typeof createLocalJWKSet>,
  token: string,
): Promise<string> {
  try {
    await jwtVerify(token, keySet, {
      algorithms: ['RS256'],
      issuer,
      audience: [...audience],
      clockTolerance: SKEW,
      currentDate: new Date(NOW_SECONDS * 1000),
    })
    return 'ACCEPTED'
  } catch (error) {
    if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired)
      return `${error.code} ${error.claim}`
    if (error instanceof errors.JOSEError) return error.code
    throw error
  }
}
