/** Passes, of which the median counts. */
export const PASSES = 9

/**
 * Runs every contender in turn, pass by pass, so that a noisy moment hits all of them alike.
 *
 * @param {Record<string, () => number | Promise<number>>} contenders each does one pass and returns its operations
 * @returns {Promise<Record<string, number[]>>} operations per second, one figure per pass
 */
export async function interleave(contenders, passes = PASSES) {
  const rates = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]))
  for (const pass of Object.values(contenders)) await pass()
  for (let round = 0; round < passes; round++) {
    for (const [name, pass] of Object.entries(contenders)) {
      const start = process.hrtime.bigint()
      const operations = await pass()
      rates[name].push((operations * 1e9) / Number(process.hrtime.bigint() - start))
    }
  }
  return rates
}

/** One row of the report: `ours` and the peers against `limit`. Ratios are medians of the passes' own ratios. */
export function toRow(name, unit, { limit, ours, ...peers }) {
  const medians = Object.fromEntries(
    Object.entries(peers).map(([peer, rates]) => [peer, Math.round(median(rates))]),
  )
  const best = Object.keys(medians).sort((a, b) => medians[b] - medians[a])[0]
  return {
    name,
    unit,
    ours: Math.round(median(ours)),
    spread: [Math.round(Math.min(...ours)), Math.round(Math.max(...ours))],
    peers: medians,
    limit: Math.round(median(limit)),
    ofLimit: ratio(ours, limit),
    ofBestPeer: best === undefined ? null : ratio(ours, peers[best]),
  }
}

function ratio(rates, others) {
  return Number(median(rates.map((rate, pass) => rate / others[pass])).toFixed(3))
}

function median(list) {
  return [...list].sort((a, b) => a - b)[list.length >> 1]
}
