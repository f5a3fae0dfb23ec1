import { availableParallelism, cpus } from 'node:os'
import { judgeMemory } from './judge-memory.mjs'

/** So many problems are described; all are counted. */
const MAX_DESCRIBED = 20

/** What a run has shown, as JSON. `ok` is the verdict on all of it. */
export function composeReport(run, { seen, runs, loadAverage, last }) {
  const { options, problems, samples } = run
  const { seconds, perSecond, answers, latencyMs, busy, lost, wrong, ran, scenarios, verdicts } = seen
  const memory = judgeMemory(samples, seconds)
  const growing = Object.keys(memory).filter((name) => memory[name].flat === false)
  return {
    name: 'load',
    ok: wrong === 0 && lost === 0 && problems.length === 0 && growing.length === 0,
    adapter: options.adapter,
    clients: options.clients,
    seconds: Number(seconds.toFixed(1)),
    node: process.version,
    cpus: `${availableParallelism()} x ${cpus()[0]?.model ?? 'unknown'}`,
    loadAverage: loadAverage.map((value) => Number(value.toFixed(1))),
    answers,
    perSecond,
    latencyMs,
    eventLoopDelayP99Ms: last.delayP99,
    memory,
    // The emulator's presses were all of one item.
    items: {
      ran: runs,
      told: ran + Math.min(run.pressesByEmulator, 1),
      pressesByEmulator: run.pressesByEmulator,
    },
    busy,
    lost,
    wrong: wrong + problems.length,
    growing,
    differences: [...seen.differences, ...problems.slice(0, MAX_DESCRIBED)],
    verdicts,
    scenarios,
    keys: last.fetches,
    samples: samples.map(({ at, heap, rss }) => ({ at: Number(at.toFixed(1)), heap, rss })),
  }
}
