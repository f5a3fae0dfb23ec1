import assert from 'node:assert/strict'
import { createPrivateKey, type KeyObject } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { isCodedError } from '@countersign/core'
import { Emulator, type TokenProfile } from '@countersign/emulator'
import { createService, type Service } from '@countersign/service'
import { EMULATOR_TENANTS } from '@countersign/core'
import { decodeJwt, decodeProtectedHeader, SignJWT, type JWTPayload } from 'jose'
import jsonwebtoken from 'jsonwebtoken'

const AUDIENCE = '1d2c3b4a-5968-4776-8594-a3b2c1d0e9f8'
const SENDER = 'service@provider.example'
const OTHER_ID = '00000000-0000-4000-8000-000000000001'

type Change = Readonly<Record<string, unknown>>

/** What is changed in a genuine token's claims, and what must come of it on every profile. */
const CHANGES: readonly (readonly [name: string, change: Change, accepted: boolean])[] = [
  ['nothing', {}, true],
  ['a claim that nobody reads', { name: 'Ad\u00e8le \u{1F4E7} "Vance"\\\u2028' }, true],
  ['A03: another audience', { aud: 'https://evil.example' }, false],
  ['A03: a list of audiences', { aud: [AUDIENCE, 'https://evil.example'] }, false],
  ['A04: another caller', { appid: OTHER_ID, azp: OTHER_ID }, false],
  ['K01: another issuer', { iss: 'https://sts.windows.net.evil.example/' }, false],
  ['K06: another version', { ver: '9.0' }, false],
  ['M01: no exp', { exp: undefined }, false],
  ['M02: expired', { iat: 1_600_000_000, nbf: 1_600_000_000, exp: 1_600_000_600 }, false],
  ['M03: not yet valid', { nbf: 4_000_000_000 }, false],
]

/** Tokens made by others with the emulator's own key: only what they say may decide. */
describe("tokens that jose and jsonwebtoken make with the emulator's key", () => {
  let folder: string
  let emulator: Emulator
  let key: KeyObject
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-interop-'))
    emulator = await Emulator.start({ dataDir: folder })
    key = createPrivateKey(await readFile(join(folder, 'keys', 'signing-1.pem')))
  })
  after(async () => {
    await emulator.close()
    await rm(folder, { recursive: true, force: true })
  })

  const makers: readonly (readonly [string, (claims: JWTPayload, kid: string) => Promise<string>])[] = [
    [
      'jose',
      (claims, kid) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(key),
    ],
    [
      'jsonwebtoken',
      (claims, kid) => Promise.resolve(jsonwebtoken.sign(claims, key, { algorithm: 'RS256', keyid: kid })),
    ],
  ]

  function startService(profile: TokenProfile): Service {
    const entra = profile.startsWith('entra')
    const tenants = Object.values(EMULATOR_TENANTS).map(({ tenantId }) => tenantId)
    return createService({
      profile: entra ? 'entra' : 'substrate',
      audience: AUDIENCE,
      ...(entra ? { tenants, scope: 'Global.Test' } : {}),
      ...(profile === 'substrate-connector' ? { tenants } : {}),
      ...(profile === 'substrate' ? { sender: SENDER } : {}),
      trustEmulator: { metadata: emulator.issuerBase, keyThumbprint: emulator.keyThumbprints },
    })
  }

  async function judge(service: Service, token: string): Promise<string> {
    try {
      const { actor } = await service.verifyAction({ authorization: `Bearer ${token}` })
      return `accepted ${JSON.stringify(actor)}`
    } catch (error) {
      if (!isCodedError(error)) throw error
      return error.code
    }
  }

  for (const profile of ['entra-v1', 'entra-v2', 'substrate', 'substrate-connector'] as const) {
    it(`${profile}: are judged like the emulator's own, whoever made them`, async () => {
      const service = startService(profile)
      const genuine = await emulator.mintActionToken({
        profile,
        as: 'adele',
        audience: AUDIENCE,
        sender: SENDER,
      })
      const { kid = '' } = decodeProtectedHeader(genuine)
      const own = await judge(service, genuine)
      assert.match(own, /^accepted /)
      for (const [name, change, accepted] of CHANGES) {
        // Taken from the genuine token, so that only the change and the maker differ; undefined takes a claim out.
        const claims = JSON.parse(JSON.stringify({ ...decodeJwt(genuine), ...change })) as JWTPayload
        const verdicts = new Set<string>()
        for (const [maker, make] of makers) {
          const verdict = await judge(service, await make(claims, kid))
          if (accepted) assert.equal(verdict, own, `${maker}: ${name}`)
          else assert.match(verdict, /^ERR_TOKEN_/, `${maker}: ${name}`)
          verdicts.add(verdict)
        }
        assert.equal(verdicts.size, 1, name)
      }
      await service.close()
    })
  }

  it('K11: a kid that is published nowhere, and E02: a key of one\u2019s own, are refused', async () => {
    const service = startService('entra-v2')
    const genuine = await emulator.mintActionToken({ profile: 'entra-v2', as: 'adele', audience: AUDIENCE })
    for (const [, make] of makers) {
      assert.match(await judge(service, await make(decodeJwt(genuine), 'nowhere')), /^ERR_ISSUER_/)
    }
    const second = createPrivateKey(await readFile(join(folder, 'keys', 'signing-2.pem')))
    const { kid = '' } = decodeProtectedHeader(genuine)
    const crossed = await new SignJWT(decodeJwt(genuine))
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
      .sign(second)
    assert.equal(await judge(service, crossed), 'ERR_TOKEN_SIGNATURE')
    await service.close()
  })
})
