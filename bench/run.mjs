// `npm run bench [-- --json] [NAME…]`: each benchmark is a module that exports `name` and `run()`. Results on stdout,
// progress on stderr. `--quick` measures less, only to see that everything runs.
import { availableParallelism, cpus } from 'node:os'
import * as act from './act.mjs'
import * as ledger from './ledger.mjs'
import * as limited from './limited.mjs'
import * as sign from './sign.mjs'
import * as start from './start.mjs'
import { PASSES } from './support/interleave.mjs'
import { renderTable } from './support/render-table.mjs'
import * as verifyJws from './verify-jws.mjs'
import * as verify from './verify.mjs'

const benches = [verify, verifyJws, limited, sign, ledger, act, start]
const OPTIONS = ['--json', '--quick']

const args = process.argv.slice(2)
const names = args.filter((arg) => !arg.startsWith('--'))
const unknown = [
  ...args.filter((arg) => arg.startsWith('--') && !OPTIONS.includes(arg)),
  ...names.filter((name) => !benches.some((bench) => bench.name === name)),
]
if (unknown.length > 0) {
  console.error(
    `There is no ${unknown.join(', ')}. Benchmarks: ${benches.map(({ name }) => name).join(', ')}.`,
  )
  console.error(`usage: npm run bench [-- ${OPTIONS.map((option) => `[${option}]`).join(' ')}] [NAME…]`)
  process.exit(2)
}

const quick = args.includes('--quick')
const rows = []
for (const bench of benches) {
  if (names.length > 0 && !names.includes(bench.name)) continue
  const started = performance.now()
  console.error(`${bench.name} …`)
  rows.push(...(await bench.run({ quick, passes: quick ? 3 : PASSES })))
  console.error(`${bench.name} took ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

if (args.includes('--json')) console.log(JSON.stringify(rows, null, 2))
else {
  console.log(`Node ${process.version}, ${availableParallelism()} x ${cpus()[0]?.model ?? 'unknown'}`)
  console.log(
    `Medians of ${quick ? 3 : PASSES} interleaved passes; "of" is more than 1 where ours is better.\n`,
  )
  console.log(renderTable(rows))
}
