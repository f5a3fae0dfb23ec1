/** `npm run load`, for a moment and with few clients: that it works, and that it would see what it is there to see. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'
import { repository } from './repository.js'

interface LoadReport {
  readonly ok: boolean
  readonly wrong: number
  readonly lost: number
  readonly differences: readonly unknown[]
  readonly items: { readonly ran: number; readonly told: number; readonly pressesByEmulator: number }
  readonly verdicts: Readonly<Record<string, number>>
  readonly scenarios: Readonly<Record<string, number>>
  readonly keys: Readonly<Record<string, { readonly loads: number; readonly loaded: number }>>
}

interface Finished {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function runLoad(...args: string[]): Promise<Finished> {
  const script = join(repository, 'bench/load.mjs')
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { maxBuffer: 2 ** 24 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr })
    })
  })
}

async function importLoad<Module>(file: string): Promise<Module> {
  return (await import(pathToFileURL(join(repository, 'bench/load', file)).href)) as Module
}

describe('the load run', () => {
  for (const adapter of ['express', 'fetch']) {
    it(`R01 R03 K10 K11: through ${adapter}, every verdict as planned while the key rotates and the key set is away`, async () => {
      const { code, stdout, stderr } = await runLoad(
        ...['--seconds', '2', '--clients', '8', '--adapter', adapter, '--json'],
      )
      assert.notEqual(stdout, '', stderr)
      const report = JSON.parse(stdout) as LoadReport
      assert.deepEqual(report.differences, [])
      assert.deepEqual([report.ok, report.wrong, report.lost, code], [true, 0, 0, 0])
      assert.equal(report.items.ran, report.items.told)
      assert.ok(report.items.pressesByEmulator > 0, 'the mailed card was pressed during the outage')
      for (const each of ['recorded', 'the recorded answer', 'conflict', 'forbidden', 'unauthenticated'])
        assert.ok((report.verdicts[each] ?? 0) > 0, each)
      for (const each of ['two people at once', 'under the new key', 'opened before and after'])
        assert.ok((report.scenarios[each] ?? 0) > 0, each)
      // First token, unknown key after the cool-down, refresh that fails, refresh that succeeds.
      const perTenant = Object.values(report.keys)
      assert.deepEqual(perTenant, [
        { loads: 4, loaded: 3 },
        { loads: 4, loaded: 3 },
      ])
    })
  }

  it('exits with 2 and names every option that is wrong', async () => {
    const { code, stderr } = await runLoad('--seconds', '0', '--adapter', 'koa')
    assert.equal(code, 2)
    assert.match(stderr, /--seconds.*--adapter/)
    assert.equal((await runLoad('--fast')).code, 2)
  })
})

describe('the judgement of a load run', () => {
  it('sees a handler that ran twice, for nobody, or otherwise than its caller was told', async () => {
    const { judgeRuns } = await importLoad<{
      judgeRuns: (runs: string, told: string) => { runs: number; problems: string[] }
    }>('judge-runs.mjs')
    assert.deepEqual(judgeRuns('a 1\nb 2\n', 'b 2\na 1\n'), { runs: 2, problems: [] })
    const problems = (runs: string, told: string): number => judgeRuns(runs, told).problems.length
    assert.equal(problems('a 1\na 2\n', 'a 1\n'), 1)
    assert.equal(problems('a 1\n', ''), 1)
    assert.equal(problems('', 'a 1\n'), 1)
    assert.equal(problems('a 1\n', 'a 2\n'), 1)
    assert.equal(problems('a 1\n', 'a 1\na 1\n'), 1)
  })

  it('sees memory that grows, and says nothing about a run that is too short', async () => {
    const { judgeMemory } = await importLoad<{
      judgeMemory: (
        samples: object[],
        seconds: number,
      ) => { heap: { flat?: boolean }; rss: { flat?: boolean } }
    }>('judge-memory.mjs')
    const samples = (growth: number): object[] =>
      Array.from({ length: 60 }, (_, index) => ({
        at: index * 5,
        // Up and down by a megabyte, as it is after collections.
        heap: 30e6 + (index % 2) * 1e6 + growth * index * 5,
        rss: 200e6 + growth * index * 5,
      }))
    const judge = (growth: number, seconds: number): unknown[] => {
      const { heap, rss } = judgeMemory(samples(growth), seconds)
      return [heap.flat, rss.flat]
    }
    assert.deepEqual(judge(0, 300), [true, true])
    // 20,000 bytes a second are 6 MB in five minutes: much for a heap of 30 MB, nothing for a process of 200.
    assert.deepEqual(judge(20_000, 300), [false, true])
    assert.deepEqual(judge(200_000, 300), [false, false])
    assert.deepEqual(judge(200_000, 30), [undefined, undefined])
  })

  it('sees an answer that is not the recorded one, byte for byte', async () => {
    interface Answer {
      readonly status: number
      readonly text: string
      readonly body: string
    }
    interface Verdict {
      judge(answer: Answer): string | undefined
    }
    const { recorded, sameAs, decidedByOthers, forbidden } = await importLoad<{
      recorded: (press: object) => Verdict
      sameAs: (first: Answer) => Verdict
      decidedByOthers: (first: Answer) => Verdict
      forbidden: Verdict
    }>('verdicts.mjs')
    const card = (state: string): string => JSON.stringify({ body: [{}, { text: state }] })
    const first = { status: 200, text: 'Recorded.', body: card('approve: fine (run 1)') }
    const press = { decision: 'approve', comment: 'fine' }
    assert.equal(recorded(press).judge(first), undefined)
    assert.notEqual(recorded({ ...press, comment: 'of another press' }).judge(first), undefined)
    assert.equal(sameAs(first).judge(first), undefined)
    assert.notEqual(sameAs(first).judge({ ...first, body: `${first.body} ` }), undefined)
    assert.notEqual(sameAs(first).judge({ ...first, body: card('approve: fine (run 2)') }), undefined)
    const view = { ...first, text: 'This was decided already.' }
    assert.equal(decidedByOthers(first).judge(view), undefined)
    assert.notEqual(decidedByOthers(first).judge({ ...view, body: card('waiting for approval') }), undefined)
    const refusal = { status: 403, text: 'This action is not open to you.', body: '' }
    assert.equal(forbidden.judge(refusal), undefined)
    assert.notEqual(forbidden.judge({ ...refusal, status: 401 }), undefined)
    assert.notEqual(forbidden.judge({ ...refusal, body: '{}' }), undefined)
  })
})
