/** Passes, of which the median counts. */
export const PASSES = 9
/** Short turns in a pass, for what is over quickly: a busy moment must not hit one contender alone. */
export const TURNS = 20

/**
 * Runs every contender in turn, pass by pass, so that a noisy moment hits all of them alike.
 *
 * @param {Record<string, (turn: number) => number | Promise<number>>} contenders each does its part and returns how
 *   many operations that was
 * @param {{ passes: number, turns?: number, prepare?: () => Promise<void> }} options in each pass every contender has `turns`
 *   turns, one by default; `prepare` makes what a pass needs and is not measured
 * @returns {Promise<Measured>}
 *
 * @typedef {Record<string, number[]>} Rates operations per second, one figure per pass
 * @typedef {{ wall: Rates, cpu: Rates }} Measured by the clock, and by the processor time of the whole process, which a
 *   busy machine distorts less
 */
export async function interleave(contenders, { passes, turns = 1, prepare }) {
  const entries = Object.entries(contenders)
  const wall = Object.fromEntries(entries.map(([name]) => [name, []]))
  const cpu = structuredClone(wall)
  // The first pass warms up.
  for (let pass = 0; pass <= passes; pass++) {
    await prepare?.()
    const sums = new Map(entries.map(([name]) => [name, { operations: 0, wallNs: 0, cpuUs: 0 }]))
    for (let turn = 0; turn < turns; turn++) {
      for (const [name, work] of shuffle(entries)) {
        const sum = sums.get(name)
        const used = process.cpuUsage()
        const start = process.hrtime.bigint()
        sum.operations += await work(turn)
        sum.wallNs += Number(process.hrtime.bigint() - start)
        const { user, system } = process.cpuUsage(used)
        sum.cpuUs += user + system
      }
    }
    if (pass === 0) continue
    for (const [name, { operations, wallNs, cpuUs }] of sums) {
      wall[name].push((operations * 1e9) / wallNs)
      cpu[name].push((operations * 1e6) / cpuUs)
    }
  }
  return { wall, cpu }
}

/** Whoever follows one that waits for other threads gets more of a busy machine: it must not be always the same. */
function shuffle(entries) {
  return entries
    .map((entry) => [Math.random(), entry])
    .sort(([a], [b]) => a - b)
    .map(([, entry]) => entry)
}

/** The part of a list that belongs to a turn. */
export function partOf(list, turn, turns = TURNS) {
  const size = Math.ceil(list.length / turns)
  return list.slice(turn * size, (turn + 1) * size)
}
