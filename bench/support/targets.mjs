/**
 * What each row is measured by. A row's own name counts before its first word. `atLeast` and `below` name members
 * of the row.
 */
const targets = {
  verify: {
    must: { atLeast: { ofLimit: 0.8, ofBestPeer: 1 } },
    goal: { atLeast: { ofLimit: 0.9, ofBestPeer: 1.2 } },
  },
  'verify entra': {
    must: { atLeast: { ofLimit: 0.75, ofBestPeer: 1 } },
    goal: { atLeast: { ofLimit: 0.9, ofBestPeer: 1.2 } },
  },
  'verify exchange': {
    must: { atLeast: { ofLimit: 0.85, ofBestPeer: 1 } },
    goal: { atLeast: { ofLimit: 0.9, ofBestPeer: 1.2 } },
  },
  'verify bot': {
    must: { atLeast: { ofLimit: 0.85, ofBestPeer: 1 } },
    goal: { atLeast: { ofLimit: 0.9, ofBestPeer: 1.2 } },
  },
  'verify teams-webhook': {
    must: { atLeast: { ofLimit: 0.85 } },
    goal: { atLeast: { ofLimit: 0.9 } },
  },
  limited: {
    must: { atLeast: { ofLimit: 0.5, ofBestPeer: 5 } },
    goal: { atLeast: { ofLimit: 0.7, ofBestPeer: 5 } },
  },
  sign: {
    must: { atLeast: { ofLimit: 0.9 }, below: { delayP99: 10 } },
    goal: { atLeast: { ofLimit: 0.97 }, below: { delayP99: 10 } },
  },
  ledger: {
    must: { atLeast: { ofLimit: 0.7, ofBestPeer: 10 } },
    goal: { atLeast: { ofLimit: 0.85, ofBestPeer: 10 } },
  },
  act: { must: { atLeast: { ofLimit: 0.8 } }, goal: { atLeast: { ofLimit: 0.9 } } },
  start: { must: { below: { more: 15 } }, goal: { below: { more: 8 } } },
  'start tarball': { must: { below: { ours: 100_000 } }, goal: { below: { ours: 100_000 } } },
}

/** @returns {{ must: Verdict, goal: Verdict } | undefined} undefined where nothing is asked of the row */
export function judgeRow(row) {
  const target = targets[row.name] ?? targets[row.name.split(' ')[0]]
  return target && { must: judge(row, target.must), goal: judge(row, target.goal) }
}

/** @typedef {{ reached: boolean, text: string }} Verdict */
function judge(row, { atLeast = {}, below = {} }) {
  const rules = [
    ...Object.entries(atLeast).map(([member, figure]) => [`${member} >= ${figure}`, row[member] >= figure]),
    ...Object.entries(below).map(([member, figure]) => [`${member} < ${figure}`, row[member] < figure]),
  ]
  return { reached: rules.every(([, holds]) => holds), text: rules.map(([text]) => text).join(', ') }
}
