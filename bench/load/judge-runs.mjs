/**
 * Holds the runs of the handler, as the service wrote them down, against the runs that callers were told of. Both are
 * lines of an item and the number of a run.
 *
 * @returns {{ runs: number, problems: string[] }}
 */
export function judgeRuns(runsText, toldText) {
  const runs = readLines(runsText)
  const problems = []
  const ran = new Map()
  for (const [item, run] of runs) {
    if (ran.has(item)) problems.push(`item ${item} ran twice: runs ${ran.get(item)} and ${run}`)
    else ran.set(item, run)
  }
  const told = new Map()
  for (const [item, run] of readLines(toldText)) {
    if (told.has(item)) problems.push(`item ${item} was played twice`)
    told.set(item, run)
    if (!ran.has(item)) problems.push(`item ${item} never ran, and its caller was told of run ${run}`)
    else if (ran.get(item) !== run)
      problems.push(`item ${item}: run ${ran.get(item)}, and its caller was told of run ${run}`)
  }
  for (const item of ran.keys())
    if (!told.has(item)) problems.push(`item ${item} ran, and no caller was told so`)
  return { runs: runs.length, problems }
}

function readLines(text) {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' '))
}
