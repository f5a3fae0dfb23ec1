import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { minimise } from './minimise.mjs'
import { mutate } from './mutate.mjs'
import { createRandom } from './random.mjs'
import { runInput } from './run-input.mjs'
import { createWatchdog } from './watchdog.mjs'

/** What a target may keep (bytes) after thousands of inputs: caches are bounded. */
const MAX_GROWTH_BYTES = 48 * 1024 * 1024
const MAX_CORPUS = 2_000
/** Every so many inputs, one is made anew rather than from another. */
const FRESH_ONE_IN = 6
const FRESH_AT_A_TIME = 200
/** Inputs for each look at the coverage. Where a batch reached something new, each of it runs again alone. */
const BATCH = 24

/**
 * Feeds a target until the time or the number of runs is over. An input that reaches new code joins the corpus, from which the
 * next ones are made.
 *
 * @param {{ name: string, seeds: readonly (string | Buffer)[], dictionary?: readonly string[],
 *   arbitrary?: fc.Arbitrary<string | Uint8Array>, rewrap?: Function, check(input: Buffer): void | Promise<void> }} target
 * @param {{ seed: number, seconds: number, runs: number, coverage: ReturnType<import('./coverage.mjs').createCoverage> }} options
 * @returns {Promise<{ runs: number, corpus: number, findings: { kind: string, message: string, input: Buffer }[] }>}
 */
export async function fuzzTarget(target, { seed, seconds, runs, coverage }) {
  const random = createRandom(seed, target.name)
  const dictionary = (target.dictionary ?? []).map((word) => Buffer.from(word))
  const fresh = createFresh(target, seed)
  const corpus = []
  const findings = new Map()
  const end = performance.now() + seconds * 1000
  const watchdog = createWatchdog(target.name)
  coverage.reset()

  const report = (failure, input) => {
    if (failure !== undefined && !findings.has(failure.kind))
      findings.set(failure.kind, { ...failure, input })
  }
  const tryBatch = async (inputs) => {
    for (const input of inputs) {
      watchdog.watch(input)
      report(await runInput(target, input), input)
    }
    if (coverage.takeNew().length === 0) return
    for (const input of inputs) {
      await runInput(target, input)
      const blocks = coverage.takeNew()
      coverage.remember(blocks)
      if (blocks.length > 0 && corpus.length < MAX_CORPUS) corpus.push(input)
    }
  }
  const makeInput = () => {
    if (fresh !== undefined && random.chance(FRESH_ONE_IN)) return fresh()
    // Younger inputs know more of the code, older ones are closer to what is real.
    const young = corpus.length - 1 - random.below((corpus.length >> 2) + 1)
    const parent = corpus[random.chance(2) ? young : random.below(corpus.length)]
    const sources = { dictionary, other: random.pick(corpus) }
    const change = (bytes) => mutate(bytes, random, sources)
    return target.rewrap !== undefined && random.chance(2)
      ? target.rewrap(parent, change, random)
      : change(parent)
  }

  const given = target.seeds.map((seed) => Buffer.from(seed))
  await tryBatch(given)
  // Real inputs stay, even those that reach nothing of their own: what is next to them may.
  corpus.push(...given)
  collectGarbage()
  const before = getHeapStatistics().used_heap_size
  let done = 0
  while (done < runs && performance.now() < end) {
    const inputs = Array.from({ length: Math.min(BATCH, runs - done) }, makeInput)
    await tryBatch(inputs)
    done += inputs.length
  }
  await watchdog.close()
  collectGarbage()
  const kept = corpus.reduce((total, { length }) => total + length, 0)
  const growth = getHeapStatistics().used_heap_size - before - kept
  if (growth > MAX_GROWTH_BYTES)
    findings.set('memory', { kind: 'memory', message: `kept ${growth} bytes`, input: Buffer.alloc(0) })
  return { runs: done, corpus: corpus.length, findings: await minimiseAll(target, findings) }
}

async function minimiseAll(target, findings) {
  const all = []
  for (const found of findings.values()) {
    const isRepeatable = (await runInput(target, found.input))?.kind === found.kind
    if (isRepeatable) all.push({ ...found, input: await minimise(target, found.input, found.kind) })
    // Something else on the machine may take a second; a target that is slow is slow twice.
    else if (found.kind !== 'slow') all.push(found)
  }
  return all
}

function createFresh({ arbitrary, name }, seed) {
  if (arbitrary === undefined) return undefined
  let batch = []
  let round = 0
  return () => {
    if (batch.length === 0)
      batch = fc.sample(arbitrary, { numRuns: FRESH_AT_A_TIME, seed: (seed ^ name.length) + round++ })
    return Buffer.from(batch.pop())
  }
}

const collectGarbage = exposeCollector()

function exposeCollector() {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc')
}
