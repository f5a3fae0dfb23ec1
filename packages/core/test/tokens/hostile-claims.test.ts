import assert from 'node:assert/strict'
import { sign } from 'node:crypto'
import { describe, it } from 'node:test'
import { allProfiles } from '../difference/all-profiles.js'
import { makeHostile, type Json } from '../hostile-json.js'
import { keyA } from '../issuers/rsa-keys.js'
import { refusalCode } from '../refusal-code.js'

describe('a token that its issuer signed', () => {
  for (const { name, header, claims, judge } of allProfiles)
    it(`${name}: is accepted or refused with a code, whatever JSON stands in a place of it`, async () => {
      const [goodHeader, goodClaims] = [header, claims] as unknown as readonly [Json, Json]
      const tokens = [
        ...[...makeHostile(goodHeader)].map(({ changed, what }) => ({ what, parts: [changed, goodClaims] })),
        ...[...makeHostile(goodClaims)].map(({ changed, what }) => ({ what, parts: [goodHeader, changed] })),
      ]
      for (const { what, parts } of tokens)
        await assert.doesNotReject(
          refusalCode(() => judge(makeToken(parts))),
          what,
        )
    })
})

function makeToken(parts: readonly Json[]): string {
  const input = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${input}.${sign('sha256', Buffer.from(input), keyA.privateKey).toString('base64url')}`
}
