const number = new Intl.NumberFormat('en')

/** One line while it runs. */
export function renderLook({ at, phase, answers, p99, heap, rss, busy, wrong, lost, problems }) {
  const mb = (bytes) => `${(bytes / 1024 ** 2).toFixed(0)} MB`
  return (
    `${at.toFixed(0).padStart(4)} s  ${number.format(answers).padStart(9)} answers  p99 ${p99} ms  heap ${mb(heap)}, ` +
    `rss ${mb(rss)}  busy ${busy}, wrong ${wrong + problems}, lost ${lost}  ${phase}`
  )
}

/** The report for people. */
export function renderReport(report) {
  const { latencyMs, memory, items } = report
  const flat = { true: 'flat', false: 'NOT FLAT', undefined: 'too short to judge' }
  const memoryLine = (name) => {
    const { firstMb, meanMb, growthMb, allowedMb, flat: verdict } = memory[name]
    return (
      `${firstMb} MB at first, ${meanMb} MB in the second half, which added ${growthMb} MB ` +
      `(allowed ${allowedMb}): ${flat[verdict]}`
    )
  }
  return [
    `Node ${report.node}, ${report.cpus}, load ${report.loadAverage.join(' … ')}`,
    `${report.clients} clients through ${report.adapter} for ${report.seconds} s`,
    '',
    `answers      ${number.format(report.answers)}, ${number.format(report.perSecond)} a second`,
    `latency      p50 ${latencyMs.p50}, p95 ${latencyMs.p95}, p99 ${latencyMs.p99}, max ${latencyMs.max} ms`,
    `event loop   p99 ${report.eventLoopDelayP99Ms} ms late`,
    `heap         ${memoryLine('heap')}`,
    `rss          ${memoryLine('rss')}`,
    `items        ${number.format(items.ran)} ran, ${number.format(items.told)} callers were told so`,
    `verdicts     ${list(report.verdicts)}`,
    `plan         ${list(report.scenarios)}`,
    `"later"      ${report.busy}`,
    `lost         ${report.lost}`,
    `wrong        ${report.wrong}`,
    ...report.differences.map((difference) => `  ${JSON.stringify(difference)}`),
  ].join('\n')
}

function list(counts) {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${number.format(count)}`)
    .join(', ')
}
