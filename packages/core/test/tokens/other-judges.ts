import assert from 'node:assert/strict'
import { jwtVerify, type CryptoKey, type JWTVerifyGetKey, type JWTVerifyOptions, type KeyObject } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import type { Claims } from './sign-token.js'

/** What an API tells the other libraries to expect, as their documentation says. */
export interface ExpectedToken {
  readonly issuer: string
  readonly audience: string | [string, ...string[]]
  /** Seconds. */
  readonly skew: number
  /** Default: the machine's clock. */
  readonly nowSeconds?: number
}

const algorithms: ['RS256'] = ['RS256']

/** Whether jose accepts a token. */
export function createJoseJudge(
  key: CryptoKey | KeyObject | JWTVerifyGetKey,
  { issuer, audience, skew, nowSeconds }: ExpectedToken,
): (token: string) => Promise<boolean> {
  const options: JWTVerifyOptions = {
    algorithms,
    issuer,
    audience,
    clockTolerance: skew,
    ...(nowSeconds === undefined ? {} : { currentDate: new Date(nowSeconds * 1000) }),
  }
  const verify = (token: string): Promise<unknown> =>
    typeof key === 'function' ? jwtVerify(token, key, options) : jwtVerify(token, key, options)
  return (token) =>
    verify(token).then(
      () => true,
      () => false,
    )
}

/** Whether jsonwebtoken accepts a token. */
export function createJsonwebtokenJudge(
  pem: string,
  { issuer, audience, skew, nowSeconds }: ExpectedToken,
): (token: string) => boolean {
  const options = {
    algorithms,
    issuer,
    audience,
    clockTolerance: skew,
    ...(nowSeconds === undefined ? {} : { clockTimestamp: nowSeconds }),
  }
  return (token) => {
    try {
      jsonwebtoken.verify(token, pem, options)
      return true
    } catch {
      return false
    }
  }
}

type Judge = (token: string) => boolean | Promise<boolean>

/** The cases whose tokens we accept. The others must say of every token what we say. */
export async function listAccepted(
  cases: Readonly<Record<string, Claims>>,
  sign: (changes: Claims) => string | Promise<string>,
  judges: { readonly ours: Judge; readonly others: Readonly<Record<string, Judge>> },
): Promise<string[]> {
  const accepted: string[] = []
  for (const [what, changes] of Object.entries(cases)) {
    const token = await sign(changes)
    const verdict = await judges.ours(token)
    for (const [name, judge] of Object.entries(judges.others))
      assert.equal(verdict, await judge(token), `${name}: ${what}`)
    if (verdict) accepted.push(what)
  }
  return accepted
}

/** Neither library signs a claim that is not there. */
export function withoutUndefined(claims: Claims): Record<string, unknown> {
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined))
}
