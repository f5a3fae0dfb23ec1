import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { errorCatalog } from '../../../src/errors/index.js'
import { createTeamsWebhookVerifier } from '../../../src/tokens/index.js'
import type { ProfileCheck } from '../../../src/tokens/profiles/profile-description.js'
import { profileDescriptions } from '../../../src/tokens/profiles/profile-descriptions.js'
import { teamsWebhookProfile } from '../../../src/tokens/teams-webhook/teams-webhook-profile.js'
import { MAX_WEBHOOK_BODY_BYTES } from '../../../src/tokens/teams-webhook/teams-webhook-verifier.js'
import { refusalCode } from '../../refusal-code.js'
import { activityOf, authorize, bodyOf, options, OTHER_KEY } from '../teams-webhook/webhook-fixture.js'
import { botSubjects } from './bot-subjects.js'
import { entraSubjects } from './entra-subjects.js'
import { exchangeSubjects } from './exchange-subjects.js'
import { breaksOf, type Break } from './profile-subject.js'
import { substrateSubjects } from './substrate-subjects.js'

const subjects = [...entraSubjects, ...substrateSubjects, ...exchangeSubjects, ...botSubjects]

/** Nothing that a check lists goes untried, and nothing else comes out. */
async function expectCodes(check: ProfileCheck, breaks: readonly Break[]): Promise<void> {
  const seen = await Promise.all(breaks.map((run) => refusalCode(run)))
  const unlisted = seen.filter((code) => !check.codes.some((listed) => listed === code))
  assert.deepEqual(unlisted, [], `${check.part} ${check.name}: refused otherwise than listed`)
  const unseen = check.codes.filter((code) => !seen.includes(code))
  assert.deepEqual(unseen, [], `${check.part} ${check.name}: listed in vain`)
}

describe('profile descriptions', () => {
  for (const subject of subjects) {
    const { profile, shape, claims, sign, verify } = subject
    const checks = profile.checks.filter(({ shapes }) => shapes === undefined || shapes.includes(shape))

    it(`${profile.profile} (${shape}): a good token passes, and fails each check with what is listed`, async () => {
      assert.equal(await refusalCode(() => verify(sign(claims))), 'ACCEPTED')
      for (const check of checks) {
        const breaks = breaksOf(subject, check)
        assert.notEqual(breaks.length, 0, `${check.part} ${check.name}`)
        await expectCodes(check, breaks)
      }
    })

    it(`${profile.profile} (${shape}): what is not required may be absent, and what is not listed is not judged`, async () => {
      const claimChecks = checks.filter(({ part }) => part === 'claim')
      for (const { name, required } of claimChecks) {
        if (required || name === 'iat') continue
        assert.equal(
          await refusalCode(() => verify(sign({ ...claims, [name]: undefined }))),
          'ACCEPTED',
          name,
        )
      }
      const listed = new Set(claimChecks.map(({ name }) => name))
      for (const name of Object.keys(claims)) {
        if (listed.has(name)) continue
        const changed = { ...claims, [name]: { senseless: true } }
        assert.equal(await refusalCode(() => verify(sign(changed))), 'ACCEPTED', name)
      }
    })
  }

  it('teams-webhook: a good call passes, and fails each check with what is listed', async () => {
    const verifier = createTeamsWebhookVerifier(options)
    const judge =
      (body: Buffer, authorization = authorize(body)): Break =>
      () =>
        verifier.verify(authorization, body)
    const changed = (changes: Record<string, unknown>): Break => judge(bodyOf(activityOf(changes)))
    const breaks: Readonly<Record<string, readonly Break[]>> = {
      Authorization: [judge(bodyOf(), ''), judge(bodyOf(), 'Bearer x')],
      'the raw body': [
        judge(bodyOf(), authorize(bodyOf(), OTHER_KEY)),
        judge(Buffer.alloc(MAX_WEBHOOK_BODY_BYTES + 1)),
      ],
      id: [changed({ id: undefined }), changed({ id: {} })],
      timestamp: [changed({ timestamp: undefined }), changed({ timestamp: '2020-01-01T00:00:00Z' })],
    }
    assert.equal(await refusalCode(judge(bodyOf())), 'ACCEPTED')
    for (const check of teamsWebhookProfile.checks) await expectCodes(check, breaks[check.name] ?? [])
    for (const name of Object.keys(activityOf())) {
      if (!(name in breaks)) assert.equal(await refusalCode(changed({ [name]: undefined })), 'ACCEPTED', name)
    }
  })

  it('has every profile once, each shape of it tried, and codes that exist', () => {
    const names = profileDescriptions.map(({ profile }) => profile)
    assert.deepEqual(names, ['entra', 'substrate', 'exchange', 'bot', 'teams-webhook'])
    for (const { profile, shapes, checks } of profileDescriptions) {
      const tried = subjects
        .filter((subject) => subject.profile.profile === profile)
        .map(({ shape }) => shape)
      if (profile !== 'teams-webhook') assert.deepEqual(tried, shapes)
      for (const { codes } of checks) for (const code of codes) assert.ok(code in errorCatalog, code)
    }
  })
})
