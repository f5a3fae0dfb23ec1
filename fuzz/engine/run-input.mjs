/** Processor time that one input may take (ms), under coverage; the caps keep nearly all of them below 50. */
const MAX_INPUT_MS = 1_000
const GUARDED = [Object.prototype, Array.prototype, Function.prototype, String.prototype]

/**
 * Runs one input against a target.
 *
 * @returns undefined where every invariant held, otherwise what did not
 */
export async function runInput(target, input) {
  const before = GUARDED.map(countMembers)
  const started = process.cpuUsage()
  try {
    const pending = target.check(input)
    if (pending !== undefined) await pending
  } catch (error) {
    return toFailure(error)
  }
  if (GUARDED.some((object, index) => countMembers(object) !== before[index]))
    return { kind: 'prototype', message: 'an object that everybody shares has another number of members' }
  const { user, system } = process.cpuUsage(started)
  const elapsed = (user + system) / 1000
  return elapsed > MAX_INPUT_MS ? { kind: 'slow', message: `took ${Math.round(elapsed)} ms` } : undefined
}

function countMembers(object) {
  return Reflect.ownKeys(object).length
}

function toFailure(error) {
  if (!(error instanceof Error)) return { kind: `thrown ${typeof error}`, message: String(error) }
  const code = 'code' in error ? ` ${String(error.code)}` : ''
  const place = /\bat .*?([\w-]+\.m?js:\d+)/.exec(error.stack ?? '')?.[1] ?? ''
  // The place tells two failures of one kind apart, so that making the input smaller does not turn one into the other.
  return { kind: `${error.name}${code} ${place}`, message: error.stack ?? error.message }
}
