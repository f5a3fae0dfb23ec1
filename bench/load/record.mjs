// What the clients have seen: answers and how long they took, verdicts, and the run that each item was told of.
import { createWriteStream } from 'node:fs'
import { createHistogram, performance } from 'node:perf_hooks'

/** So many differences are described; all are counted. */
const MAX_DESCRIBED = 20

export function createRecord() {
  const latency = createHistogram()
  const counts = { answers: 0, busy: 0, lost: 0, wrong: 0, ran: 0 }
  const scenarios = {}
  const verdicts = {}
  const described = []
  let answersLog
  let startedAt
  let answersBefore
  const describe = (difference) => described.length < MAX_DESCRIBED && described.push(difference)
  return {
    open(file) {
      answersLog = createWriteStream(file, { flags: 'a' })
    },
    /** The measured time begins; what was judged before still counts. */
    start() {
      latency.reset()
      startedAt = performance.now()
      answersBefore = counts.answers
    },
    answered(milliseconds) {
      counts.answers += 1
      // In microseconds: the histogram takes whole numbers.
      latency.record(Math.max(1, Math.round(milliseconds * 1_000)))
    },
    played: (scenario) => (scenarios[scenario] = (scenarios[scenario] ?? 0) + 1),
    judged: (verdict) => (verdicts[verdict] = (verdicts[verdict] ?? 0) + 1),
    busy: () => (counts.busy += 1),
    lost(difference) {
      counts.lost += 1
      describe({ ...difference, expected: 'an answer' })
    },
    wrong(difference) {
      counts.wrong += 1
      describe(difference)
    },
    ran(item, run) {
      counts.ran += 1
      answersLog.write(`${item} ${run}\n`)
    },
    progress: () => ({ ...counts, p99: percentile(latency, 99) }),
    finish() {
      const seconds = (performance.now() - startedAt) / 1_000
      return {
        ...counts,
        seconds,
        perSecond: Math.round((counts.answers - answersBefore) / seconds),
        latencyMs: {
          p50: percentile(latency, 50),
          p95: percentile(latency, 95),
          p99: percentile(latency, 99),
          max: toMs(latency.max),
        },
        scenarios,
        verdicts,
        differences: described,
      }
    },
    close: () => new Promise((resolve) => (answersLog === undefined ? resolve() : answersLog.end(resolve))),
  }
}

function percentile(histogram, percent) {
  return toMs(histogram.percentile(percent))
}

function toMs(microseconds) {
  return Number((microseconds / 1_000).toFixed(1))
}
