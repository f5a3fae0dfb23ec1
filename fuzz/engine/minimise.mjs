import { runInput } from './run-input.mjs'

/** Runs of the target that a smaller input may cost. */
const MAX_TRIES = 3_000
/** Nor more time (ms): what is slow is slow each time. */
const MAX_MS = 10_000

/** The smallest input found that fails in the same way: pieces are left out, then bytes made plain. */
export async function minimise(target, input, kind) {
  let tries = 0
  const end = performance.now() + MAX_MS
  const failsAlike = async (candidate) =>
    tries++ < MAX_TRIES && performance.now() < end && (await runInput(target, candidate))?.kind === kind
  let best = input
  for (let size = best.length >> 1; size >= 1; size >>= 1) {
    for (let at = 0; at < best.length;) {
      const candidate = Buffer.concat([best.subarray(0, at), best.subarray(at + size)])
      if (await failsAlike(candidate)) best = candidate
      else at += size
    }
  }
  for (let at = 0; at < best.length; at++) {
    const candidate = Buffer.from(best)
    candidate[at] = 0x61
    if (best[at] !== 0x61 && (await failsAlike(candidate))) best = candidate
  }
  return best
}
