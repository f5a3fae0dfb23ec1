import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CountersignError } from '@countersign/core'
import {
  createMailer,
  createMemorySendLog,
  type MailProgress,
  type SendLog,
  type Transport,
  type TransportMail,
} from '../../src/index.js'
import { createSmtpTransport } from '../../src/smtp/index.js'
import { sampleMail } from '../support/sample-mail.js'
import { smtpError, startSmtpServer } from '../support/start-smtp-server.js'

const NO_WAIT = { sleep: () => Promise.resolve(), random: () => 0.5 }

function composed(to: string) {
  return { ...sampleMail(to), messageId: '<x@b.example>' }
}

function recipients(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `user${index.toString()}@contoso.example`)
}

/** A transport in memory; `fail` may throw for a delivery. */
function createRecorder(fail: (mail: TransportMail, delivery: number) => void = () => undefined) {
  const delivered: string[] = []
  const state = { deliveries: 0, running: 0, most: 0 }
  const transport: Transport = {
    async deliver(mail) {
      state.deliveries += 1
      state.running += 1
      state.most = Math.max(state.most, state.running)
      await new Promise((resolve) => setImmediate(resolve))
      state.running -= 1
      fail(mail, state.deliveries)
      delivered.push(...mail.envelope.to)
      return { response: '250 ok' }
    },
  }
  return { transport, delivered, state }
}

describe('createMailer', () => {
  it('sends every mail, a bounded number at a time, and reports each', async () => {
    const { transport, delivered, state } = createRecorder()
    const progress: MailProgress[] = []
    const mailer = createMailer({ transport, concurrency: 3, onProgress: (step) => progress.push(step) })
    const report = await mailer.send({ key: 'k', mails: recipients(10).map(composed) })
    assert.deepEqual([report.sent, report.failed], [10, 0])
    assert.deepEqual([...delivered].sort(), recipients(10))
    assert.equal(state.most, 3)
    assert.deepEqual(
      report.results.map(({ to }) => to[0]),
      recipients(10),
    )
    assert.deepEqual(
      progress.map(({ sent, failed, total }) => [sent, failed, total]),
      recipients(10).map((_, index) => [index + 1, 0, 10]),
    )
    assert.deepEqual([...progress.map(({ current }) => current[0])].sort(), recipients(10))
  })

  it('repeats only what can still succeed, with growing waits', async () => {
    const { transport, state } = createRecorder((mail, delivery) => {
      if (mail.envelope.to[0] === 'gone@contoso.example') throw new CountersignError('ERR_MAIL_REFUSED')
      if (delivery < 4) throw new CountersignError('ERR_MAIL_UNDELIVERED')
    })
    const waits: number[] = []
    const sleep = (ms: number) => {
      waits.push(ms)
      return Promise.resolve()
    }
    const mailer = createMailer({
      transport,
      sleep,
      random: () => 0.5,
      retryDelayMs: 1_000,
      maxRetryDelayMs: 3_000,
      retries: 3,
    })
    const { results } = await mailer.send({ key: 'k', mails: [composed('adele@contoso.example')] })
    assert.deepEqual(results, [
      { state: 'sent', to: ['adele@contoso.example'], response: '250 ok', tries: 4, recorded: true },
    ])
    assert.deepEqual(waits, [750, 1_500, 2_250])
    state.deliveries = 0
    const gone = await mailer.send({ key: 'k', mails: [composed('gone@contoso.example')] })
    assert.equal(state.deliveries, 1)
    const [failure] = gone.results
    assert.ok(failure?.state === 'failed')
    assert.deepEqual([failure.error.code, failure.tries], ['ERR_MAIL_REFUSED', 1])
  })

  it('gives up after the configured number of repeats, and lets the next call try again', async () => {
    const { transport, state } = createRecorder((_mail, delivery) => {
      if (delivery <= 3) throw new CountersignError('ERR_MAIL_UNDELIVERED')
    })
    const mailer = createMailer({ transport, retries: 2, ...NO_WAIT })
    const batch = { key: 'k', mails: [composed('adele@contoso.example')] }
    assert.equal((await mailer.send(batch)).failed, 1)
    assert.equal(state.deliveries, 3)
    assert.equal((await mailer.send(batch)).sent, 1)
  })

  it('sends once per key and recipient, and composes nothing for what went out before', async () => {
    const { transport, delivered } = createRecorder()
    const mailer = createMailer({ transport })
    let compositions = 0
    const lazy = (to: string) => ({
      to: [to],
      compose: () => {
        compositions += 1
        return composed(to)
      },
    })
    await mailer.send({ key: 'k', mails: [lazy('adele@contoso.example')] })
    const again = await mailer.send({
      key: 'k',
      mails: [lazy('Adele@Contoso.example'), lazy('alex@contoso.example')],
    })
    assert.deepEqual(delivered, ['adele@contoso.example', 'alex@contoso.example'])
    assert.deepEqual(
      again.results.map((result) => result.tries),
      [0, 1],
    )
    assert.equal(compositions, 2)
    await mailer.send({ key: 'other', mails: [lazy('adele@contoso.example')] })
    assert.equal(delivered.length, 3)
  })

  it('goes on after a crash where it stopped: nobody is left out and nobody gets it twice', async () => {
    await using server = await startSmtpServer()
    const url = `smtp://127.0.0.1:${server.port.toString()}`
    const sendLog = createMemorySendLog()
    const mails = recipients(30).map(composed)
    const controller = new AbortController()
    const transport = createSmtpTransport(url)
    const first = createMailer({
      transport,
      sendLog,
      onProgress: ({ sent }) => {
        if (sent === 12) controller.abort(new Error('stopped'))
      },
    })
    await assert.rejects(first.send({ key: 'k', mails, signal: controller.signal }), /stopped/)
    await first.close()
    assert.ok(server.mails.length >= 12 && server.mails.length < 30, server.mails.length.toString())
    const second = createMailer({ transport: createSmtpTransport(url), sendLog })
    const report = await second.send({ key: 'k', mails })
    await second.close()
    assert.equal(report.sent, 30)
    const got = server.mails.map(({ to }) => to[0])
    assert.deepEqual([...new Set(got)].sort(), recipients(30).sort())
    assert.ok(got.length <= 30 + 4, 'at most the mails under way at the abort may repeat')
    assert.ok(report.results.filter(({ tries }) => tries === 0).length >= 12)
  })

  it('tries again over a real server that answers 451 and refuses for good at 554', async () => {
    let failures = 2
    await using server = await startSmtpServer({
      onRcptTo: (address, _session, callback) => {
        if (address.address.startsWith('bad')) callback(smtpError(554, 'no'))
        else if (failures > 0) {
          failures -= 1
          callback(smtpError(451, 'later'))
        } else callback()
      },
    })
    const mailer = createMailer({
      transport: createSmtpTransport(`smtp://127.0.0.1:${server.port.toString()}`),
      concurrency: 1,
      ...NO_WAIT,
    })
    const report = await mailer.send({
      key: 'k',
      mails: [composed('adele@contoso.example'), composed('bad@contoso.example')],
    })
    await mailer.close()
    assert.deepEqual(
      report.results.map(({ state, tries }) => [state, tries]),
      [
        ['sent', 3],
        ['failed', 1],
      ],
    )
    assert.equal(server.mails.length, 1)
  })

  it('one mail that fails, in composing or in delivery, stops no other', async () => {
    const { transport, delivered } = createRecorder()
    const mailer = createMailer({ transport, concurrency: 1 })
    const broken = { to: ['a@b.example'], compose: () => Promise.reject(new Error('no such expense')) }
    const wrong = { to: ['c@d.example'], compose: () => composed('victim@contoso.example') }
    const report = await mailer.send({ key: 'k', mails: [broken, wrong, composed('adele@contoso.example')] })
    assert.deepEqual(
      report.results.map((result) => (result.state === 'failed' ? result.error.code : 'sent')),
      ['ERR_MAIL_COMPOSE', 'ERR_MAIL_OPTIONS', 'sent'],
    )
    assert.deepEqual(delivered, ['adele@contoso.example'])
  })

  it('an abort ends a wait, sends nothing more and rejects with its reason', async () => {
    const { transport, state } = createRecorder(() => {
      throw new CountersignError('ERR_MAIL_UNDELIVERED')
    })
    const controller = new AbortController()
    const sendLog = createMemorySendLog()
    const mailer = createMailer({ transport, sendLog, retryDelayMs: 3_600_000, maxRetryDelayMs: 3_600_000 })
    const sending = mailer.send({
      key: 'k',
      mails: [composed('adele@contoso.example')],
      signal: controller.signal,
    })
    setTimeout(() => {
      controller.abort(new Error('enough'))
    }, 5)
    await assert.rejects(sending, /enough/)
    assert.equal(state.deliveries, 1)
    const { transport: working, delivered } = createRecorder()
    await createMailer({ transport: working, sendLog }).send({
      key: 'k',
      mails: [composed('adele@contoso.example')],
    })
    assert.deepEqual(delivered, ['adele@contoso.example'])
  })

  it('two callers with one key at the same time deliver once', async () => {
    const { transport, delivered } = createRecorder()
    const mailer = createMailer({ transport })
    const batch = { key: 'k', mails: [composed('adele@contoso.example')] }
    const reports = await Promise.all([mailer.send(batch), mailer.send(batch)])
    assert.equal(delivered.length, 1)
    const failures = reports.flatMap(({ results }) => results).filter((result) => result.state === 'failed')
    assert.deepEqual(
      failures.map(({ error }) => error.code),
      ['ERR_MAIL_BUSY'],
    )
  })

  it('without its log nothing is sent; a log that fails after the delivery makes no sent mail fail', async () => {
    const { transport, delivered } = createRecorder()
    const down = () => Promise.reject(new Error('disk full'))
    const begun: SendLog = { begin: () => Promise.resolve({ state: 'begun' }), sent: down, failed: down }
    const batch = { key: 'k', mails: [composed('adele@contoso.example')] }
    const closed = await createMailer({ transport, sendLog: { ...begun, begin: down } }).send(batch)
    assert.ok(closed.results[0]?.state === 'failed')
    assert.equal(closed.results[0].error.code, 'ERR_MAIL_SEND_LOG')
    assert.equal(delivered.length, 0)
    const open = await createMailer({ transport, sendLog: begun }).send(batch)
    assert.ok(open.results[0]?.state === 'sent')
    assert.equal(open.results[0].recorded, false)
  })

  it('a progress listener that throws loses no mail', async () => {
    const { transport, delivered } = createRecorder()
    const onProgress = () => {
      throw new Error('broken display')
    }
    await createMailer({ transport, onProgress }).send({ key: 'k', mails: recipients(3).map(composed) })
    assert.equal(delivered.length, 3)
  })

  it('refuses a wrong batch whole, and lists all problems of its options', async () => {
    const { transport, delivered } = createRecorder()
    const mailer = createMailer({ transport })
    const twice = [composed('adele@contoso.example'), composed('ADELE@contoso.example')]
    await assert.rejects(mailer.send({ key: 'k', mails: twice }), { code: 'ERR_MAIL_OPTIONS' })
    await assert.rejects(mailer.send({ key: '', mails: [] }), { code: 'ERR_MAIL_OPTIONS' })
    await assert.rejects(
      mailer.send({ key: 'k', mails: [{ to: ['a\r\n@b.example'], compose: () => composed('a@b.example') }] }),
      { code: 'ERR_MAIL_OPTIONS' },
    )
    assert.equal(delivered.length, 0)
    assert.throws(
      () =>
        createMailer({
          transport: {} as Transport,
          retries: -1,
          concurrency: 0,
          retryDelayMs: 0.5,
          maxRetryDelayMs: Number.NaN,
        }),
      (error: Error & { code?: string; problems?: string[] }) =>
        error.code === 'ERR_MAIL_OPTIONS' && error.problems?.length === 5,
    )
  })
})
