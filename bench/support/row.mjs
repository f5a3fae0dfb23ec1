/**
 * One row of the report: `ours` and the peers against `limit`. Ratios are medians of the passes' own ratios, and
 * more than 1 is better, for rates as for times.
 *
 * @param {string} name
 * @param {string} unit
 * @param {import('./interleave.mjs').Measured} measured `limit`, `ours`, peers
 * @param {object} [more] members of its own
 */
export function toRow(name, unit, { wall, cpu }, more = {}) {
  const compare = (figures, others) => medianOf(figures, others, (a, b) => a / b)
  const byProcessorTime = makeRow(name, unit, cpu, compare)
  return {
    ...makeRow(name, unit, wall, compare),
    ofLimitCpu: byProcessorTime.ofLimit,
    ofBestPeerCpu: byProcessorTime.ofBestPeer,
    ...more,
  }
}

/** The same for what takes time: `times` in milliseconds, and `more` is what ours takes beyond the limit. */
export function toTimeRow(name, times) {
  return {
    ...makeRow(name, 'ms', times, (figures, others) => medianOf(figures, others, (a, b) => b / a)),
    more: round(medianOf(times.ours, times.limit, (a, b) => a - b)),
  }
}

function makeRow(name, unit, { limit, ours, ...peers }, compare) {
  const medians = Object.fromEntries(Object.entries(peers).map(([peer, all]) => [peer, round(median(all))]))
  const ratios = Object.values(peers).map((all) => compare(ours, all))
  return {
    name,
    unit,
    ours: round(median(ours)),
    peers: medians,
    limit: round(median(limit)),
    ofLimit: toRatio(compare(ours, limit)),
    // Against the best peer is where the ratio is lowest.
    ofBestPeer: ratios.length === 0 ? null : toRatio(Math.min(...ratios)),
    spread: spreadOf(ours),
    limitSpread: spreadOf(limit),
  }
}

/** The lowest and the highest pass. */
function spreadOf(figures) {
  return [round(Math.min(...figures)), round(Math.max(...figures))]
}

function medianOf(figures, others, combine) {
  return median(figures.map((figure, pass) => combine(figure, others[pass])))
}

export function median(figures) {
  return [...figures].sort((a, b) => a - b)[figures.length >> 1]
}

function toRatio(figure) {
  return Number(figure.toFixed(3))
}

function round(figure) {
  return figure < 1000 ? Number(figure.toFixed(1)) : Math.round(figure)
}
