// `npm run mutants [-- ID…]`: takes each defence out once, in a copy of the built tree, and runs the tests that carry its id.
// At least one of them must fail. Exit 1 when a mutant survives, a case of docs/attacks.md has none, or the text that a mutant
// replaces is not there any more.
import { rmSync } from 'node:fs'
import { cpus } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listCases } from './lib/attack-cases.mjs'
import { loadMutants } from './mutants/index.mjs'
import { checkMutants } from './mutants/engine/check-mutants.mjs'
import { copyTree } from './mutants/engine/copy-tree.mjs'
import { judgeMutant, runBaseline } from './mutants/engine/judge-mutant.mjs'
import { listTestFiles } from './mutants/engine/test-files.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const WORKERS = Math.min(2, cpus().length)
const wanted = process.argv.slice(2)

const all = await loadMutants()
const cases = listCases(root)
const problems = checkMutants(root, all, wanted.length === 0 ? cases : [])
const mutants = all
  .map((mutant) => ({
    ...mutant,
    ids: mutant.ids.filter((id) => wanted.length === 0 || wanted.includes(id)),
  }))
  .filter(({ ids, edits }) => ids.length > 0 && !edits.some(isStale))
for (const { about, problem } of problems) console.log(`PROBLEM ${problem}: ${about}`)
if (mutants.length === 0) {
  console.log('No mutant of these ids.')
  process.exit(problems.length > 0 ? 1 : 2)
}

const testFiles = listTestFiles(root)
const trees = []
process.once('exit', () => trees.forEach((tree) => rmSync(tree, { recursive: true, force: true })))
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130))
for (let worker = 0; worker < WORKERS; worker++) trees.push(copyTree(root))

const ids = [...new Set(mutants.flatMap(({ ids: own }) => own))].sort()
console.log(`${mutants.length} mutants of ${ids.length} cases; first the tests as they are …`)
const unsound = await runBaseline(trees[0], ids, testFiles)
for (const id of unsound) console.log(`PROBLEM the tests of ${id} fail without any mutant`)

const queue = mutants.flatMap((mutant) =>
  mutant.ids.filter((id) => !unsound.includes(id)).map((id) => ({ ...mutant, id })),
)
const total = queue.length
const survivors = []
await Promise.all(
  trees.map(async (tree) => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const verdict = await judgeMutant(tree, next, testFiles)
      console.log(
        `${verdict.killed ? 'killed  ' : 'SURVIVED'} ${next.id} ${describe(next)} ${verdict.by ?? ''}`,
      )
      if (!verdict.killed) survivors.push({ ...next, ...verdict })
    }
  }),
)

console.log(
  `\nMutants: ${total - survivors.length} killed, ${survivors.length} survived, ${problems.length + unsound.length} problems`,
)
for (const survivor of survivors) console.log(`  ${survivor.id} ${describe(survivor)} (${survivor.reason})`)
process.exit(survivors.length + problems.length + unsound.length > 0 ? 1 : 0)

function isStale({ file, find }) {
  return problems.some(({ about }) => about === `${file}: ${find}`)
}

function describe({ edits: [{ file, find }] }) {
  return `${file}: ${JSON.stringify(find.trim().split('\n')[0].slice(0, 90))}`
}
