import { judgeRow } from './targets.mjs'

const HEAD = [
  'benchmark',
  'ours',
  'lowest … highest',
  'limit',
  'of limit',
  'best peer',
  'of it',
  'must',
  'goal',
]
const STANDARD = ['name', 'unit', 'ours', 'peers', 'limit', 'ofLimit', 'ofBestPeer', 'spread', 'limitSpread']

/** The rows for a person: a table, then what the rows have beside it. */
export function renderTable(rows) {
  const lines = [HEAD, ...rows.map(toCells)]
  const widths = HEAD.map((_, column) => Math.max(...lines.map((cells) => cells[column].length)))
  const table = lines.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  )
  return [...table, '', ...rows.map(describe)].join('\n')
}

function toCells(row) {
  const [peer, figure] = bestPeerOf(row)
  const verdict = judgeRow(row)
  return [
    row.name,
    `${row.ours} ${row.unit}`,
    row.spread ? row.spread.join(' … ') : '',
    String(row.limit),
    String(row.ofLimit),
    peer === undefined ? '' : `${peer} ${figure}`,
    row.ofBestPeer === null ? '' : String(row.ofBestPeer),
    mark(verdict?.must),
    mark(verdict?.goal),
  ]
}

function bestPeerOf({ peers, unit }) {
  const sorted = Object.entries(peers).sort(([, a], [, b]) => b - a)
  return (unit === 'ms' ? sorted.at(-1) : sorted[0]) ?? []
}

function mark(verdict) {
  if (!verdict) return '-'
  return verdict.reached ? 'reached' : 'MISSED'
}

function describe(row) {
  const verdict = judgeRow(row)
  const peers = Object.entries(row.peers).map(([peer, figure]) => `${peer} ${figure}`)
  const more = Object.entries(row)
    .filter(([member]) => !STANDARD.includes(member))
    .map(([member, figure]) => `${member} ${figure}`)
  const asked = verdict && `must ${verdict.must.text}; goal ${verdict.goal.text}`
  return `${row.name}: ${[asked, ...more, ...peers].filter(Boolean).join('; ')}`
}
