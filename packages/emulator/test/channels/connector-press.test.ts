import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { Emulator, type ChannelWithWebhook, type EmulatorProvider } from '../../src/index.js'
import { call } from '../support/http-call.js'
import { makeProvider, ORIGINATOR, TARGET } from '../support/example-provider.js'
import {
  startRecordingService,
  type RecordedRequest,
  type RecordingService,
  type ServiceAnswer,
} from '../support/recording-service.js'

/** A connector's card: no originator, as the vendor's samples have none. */
function makeCard(own: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    '@type': 'MessageCard',
    '@context': 'https://schema.org/extensions',
    summary: 'Expense 1234',
    title: 'Expense 1234',
    text: 'It waits for you.',
    potentialAction: [
      {
        '@type': 'HttpPOST',
        '@id': 'approve',
        name: 'Approve',
        target: `${TARGET}/actions/expense`,
        body: '{"item":"1234"}',
      },
    ],
    ...own,
  }
}

describe('a press of a connector card', () => {
  let emulator: Emulator
  let channel: ChannelWithWebhook
  let service: RecordingService
  let answer: (request: RecordedRequest) => ServiceAnswer = () => ({})
  before(async () => {
    service = await startRecordingService((request) => answer(request))
  })
  after(() => service.close())
  beforeEach(async () => {
    emulator = await Emulator.start()
    channel = emulator.addChannel({ name: 'Expenses' })
    answer = () => ({})
    service.requests.length = 0
  })
  afterEach(() => emulator.close())

  const register = async (own: Partial<EmulatorProvider> = {}): Promise<void> => {
    emulator.registerProvider(await makeProvider(service.origin, own))
  }
  const post = async (card: unknown, to = channel): Promise<number> => {
    const body = JSON.stringify(card)
    const reply = await call(emulator.url, new URL(to.webhookUrl).pathname, { method: 'POST', body })
    assert.equal(reply.text, '1')
    return emulator.listMessages().at(-1)?.id ?? 0
  }
  const lastToken = (): string =>
    String(service.requests.at(-1)?.headers.authorization).replace(/^Bearer /, '')
  const verify = async (): Promise<Readonly<Record<string, unknown>>> => {
    const base = `${emulator.issuerBase}/substrate.office.com/sts/common`
    const keys = (await (await fetch(`${base}/discovery/keys`)).json()) as JSONWebKeySet
    const options = { issuer: 'https://substrate.office.com/sts/', audience: TARGET }
    return (await jwtVerify(lastToken(), createLocalJWKSet(keys), options)).payload
  }
  const userOf = (alias: string): { tenantId: string; objectId: string } => {
    const user = emulator.users.find((each) => each.alias === alias)
    assert.ok(user)
    return user
  }

  it('shows a MessageCard, and its button sends a token with tid, oid and sub = oid, without sender', async () => {
    await register()
    const id = await post(makeCard())
    const message = emulator.getMessage(id)
    assert.equal(message.mailbox, 'channel:Expenses')
    assert.equal(message.admission.outcome, 'shown', JSON.stringify(message.admission.findings))
    assert.equal(message.admission.provider?.originator, ORIGINATOR)
    assert.deepEqual(message.messageCards?.card, makeCard())

    const result = await emulator.press(id, 'approve', { as: 'megan' })
    assert.equal(result.outcome, 'done')
    assert.equal(result.request.token.profile, 'substrate-connector')
    assert.equal(service.requests[0]?.body, '{"item":"1234"}')
    const { tid, oid, sub, sender, ver } = await verify()
    const megan = userOf('megan')
    assert.deepEqual([tid, oid, sub, sender], [megan.tenantId, megan.objectId, megan.objectId, undefined])
    assert.equal(ver, 'STI.ExternalAccessToken.V1')
  })

  it('is made by the first member where nobody is named, and by the other tenant on purpose', async () => {
    await register()
    const id = await post(makeCard())
    const first = emulator.users.find(({ objectId }) => objectId === channel.members[0])
    assert.equal((await emulator.press(id, '1')).actor.alias, first?.alias)
    await emulator.press(id, '1', { as: 'grady' })
    const { tid, oid } = await verify()
    assert.deepEqual([tid, oid], [userOf('grady').tenantId, userOf('grady').objectId])
    const codes = emulator
      .listEvents()
      .flatMap((event) => (event.type === 'press-finding' ? [event.finding.code] : []))
    assert.deepEqual(codes, ['TEAMS_NOT_A_MEMBER'])
  })

  it('finds the provider that the channel was made for, whatever the card says', async () => {
    await register()
    const other = 'f0c0a3d2-0d2c-4f6b-9d43-2b1c7f9a1b11'
    emulator.registerProvider({ ...(await makeProvider(service.origin)), originator: other })
    const made = emulator.addChannel({ name: 'Others', provider: other })
    const id = await post(makeCard({ originator: ORIGINATOR }), made)
    assert.equal(emulator.getMessage(id).admission.provider?.originator, other)
    assert.equal((await emulator.press(id, '1')).outcome, 'done')
  })

  it('finds the provider by the originator of the card, else by the only one with its targets', async () => {
    await register()
    const other = 'f0c0a3d2-0d2c-4f6b-9d43-2b1c7f9a1b11'
    emulator.registerProvider({ ...(await makeProvider(service.origin)), originator: other })
    const named = await post(makeCard({ originator: other }))
    assert.equal(emulator.getMessage(named).admission.provider?.originator, other)
    const ambiguous = await post(makeCard())
    const { admission } = emulator.getMessage(ambiguous)
    assert.equal(admission.provider, undefined)
    assert.ok(admission.findings.some(({ code }) => code === 'TEAMS_PROVIDER_UNKNOWN'))
    await assert.rejects(emulator.press(ambiguous, '1'), { code: 'ERR_EMULATOR_NO_CARD' })
    assert.equal(service.requests.length, 0)
  })

  it('finds a provider that was registered after the post', async () => {
    const id = await post(makeCard())
    await assert.rejects(emulator.press(id, '1'), { code: 'ERR_EMULATOR_NO_CARD', message: /^No provider/ })
    await register()
    assert.equal((await emulator.press(id, '1')).outcome, 'done')
  })

  it('withholds a card that calls what the channel’s provider has not registered', async () => {
    await register()
    const made = emulator.addChannel({ name: 'Own', provider: ORIGINATOR })
    const target = 'https://elsewhere.example/actions'
    const action = { '@type': 'HttpPOST', name: 'Go', target, body: '' }
    const id = await post(makeCard({ potentialAction: [action] }), made)
    const { admission } = emulator.getMessage(id)
    assert.equal(admission.outcome, 'withheld')
    assert.ok(admission.findings.some(({ code }) => code === 'CARD_TARGET_UNREGISTERED'))
    await assert.rejects(emulator.press(id, '1'), { code: 'ERR_EMULATOR_NO_CARD' })
  })

  it('takes the audience of the registration where that is a substrate one', async () => {
    await register({ token: { profile: 'substrate', audience: `${TARGET}/base` } })
    await emulator.press(await post(makeCard()), '1')
    const payload = Buffer.from(lastToken().split('.')[1] ?? '', 'base64url').toString()
    assert.equal((JSON.parse(payload) as { aud: string }).aud, `${TARGET}/base`)
  })

  it('replaces the card for everybody in the channel, with a card that needs no originator', async () => {
    await register()
    const decided = makeCard({ potentialAction: [], text: 'Megan has approved it.' })
    answer = () => ({
      headers: { 'CARD-UPDATE-IN-BODY': 'true', 'CARD-ACTION-STATUS': 'Recorded.' },
      body: JSON.stringify(decided),
    })
    const id = await post(makeCard())
    const result = await emulator.press(id, '1', { as: 'megan' })
    assert.deepEqual(
      result.findings.filter(({ severity }) => severity === 'error'),
      [],
    )
    assert.equal(result.statusText, 'Recorded.')
    const { messageCards, cardStatus } = emulator.getMessage(id)
    assert.deepEqual(messageCards?.card, decided)
    assert.equal(cardStatus?.text, 'Recorded.')
  })

  it('H05: keeps the token and the webhook out of results and events', async () => {
    await register()
    const result = await emulator.press(await post(makeCard()), '1')
    const told = JSON.stringify([result, emulator.listEvents(), emulator.listMessages()])
    assert.ok(!told.includes(lastToken().split('.')[2] ?? '?'))
    assert.ok(!told.includes(channel.webhookUrl.split('/').at(-1) ?? '?'))
  })
})
