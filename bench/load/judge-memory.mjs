/** Shorter runs are still warming up: caches and compiled code grow, and nothing is said about them. In seconds. */
const JUDGED_FROM = 180
/** What may be added over the judged half: so many bytes, or this part of the mean. */
const ALLOWED = { heap: { bytes: 2 * 1024 ** 2, part: 0.05 }, rss: { bytes: 16 * 1024 ** 2, part: 0.1 } }

/**
 * Memory is flat where a straight line through the samples of the second half (least squares) rises by no more than
 * what is allowed, from the beginning of that half to its end. The heap is measured right after a full collection.
 *
 * @param {{ at: number, heap: number, rss: number }[]} samples seconds and bytes
 */
export function judgeMemory(samples, seconds) {
  const half = samples.slice(Math.floor(samples.length / 2))
  const judged = seconds >= JUDGED_FROM && half.length >= 4
  return { heap: judge('heap'), rss: judge('rss') }

  function judge(name) {
    const { bytes, part } = ALLOWED[name]
    const values = half.map((sample) => sample[name])
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const growth = half.length < 2 ? 0 : slopeOf(half, name) * (half.at(-1).at - half[0].at)
    const allowed = Math.max(bytes, part * mean)
    return {
      firstMb: toMb(samples[0]?.[name] ?? 0),
      meanMb: toMb(mean),
      growthMb: toMb(growth),
      allowedMb: toMb(allowed),
      ...(judged ? { flat: growth <= allowed } : {}),
    }
  }
}

/** Bytes a second. */
function slopeOf(samples, name) {
  const mean = (read) => samples.reduce((sum, sample) => sum + read(sample), 0) / samples.length
  const at = mean((sample) => sample.at)
  const value = mean((sample) => sample[name])
  const above = samples.reduce((sum, sample) => sum + (sample.at - at) * (sample[name] - value), 0)
  const below = samples.reduce((sum, sample) => sum + (sample.at - at) ** 2, 0)
  return below === 0 ? 0 : above / below
}

function toMb(bytes) {
  return Number((bytes / 1024 ** 2).toFixed(1))
}
