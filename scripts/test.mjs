// Runs the compiled tests with node:test and ends with the skips, their reasons, and one counting line.
//
//   node scripts/test.mjs [--unit] [--properties] [--name REGEXP] [--seed N] [PATTERN…]
//
// --unit leaves out what runs a whole installation or a browser (test/e2e, test/browser, test/demo). A PATTERN is a part of a test file's path;
// --properties leaves out all files but those with property tests, which make their inputs from --seed (default 1).
// --name runs only the tests whose own or suite's name matches.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { run } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const { values, positionals: patterns } = parseArgs({
  allowPositionals: true,
  options: {
    unit: { type: 'boolean', default: false },
    properties: { type: 'boolean', default: false },
    name: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
})
const unitOnly = values.unit
const WHOLE = ['e2e', 'browser', 'demo']
/** One test file may take this long (ms) before it counts as hanging. */
const FILE_TIMEOUT = 300_000

// The other packages' tests use the bundled core, which the compiler alone does not make.
await import('./bundle-core.mjs')

const files = testFiles()
  .filter((file) => !unitOnly || !WHOLE.some((folder) => file.includes(join('test', folder))))
  .filter((file) => !values.properties || readFileSync(file, 'utf8').includes("from 'fast-check'"))
  .filter((file) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern)))
if (files.length === 0) {
  console.error('No test file matches.')
  process.exit(2)
}

const counts = { passed: 0, failed: 0, skipped: 0 }
const skips = []
const failures = []
const started = Date.now()

process.env.COUNTERSIGN_PROPERTY_SEED = values.seed
// The processes of the tests inherit the flags of this one.
process.execArgv.push('--import', new URL('./property-seed.mjs', import.meta.url).href)

console.log(`${files.length} test files on Node ${process.version}, property tests with seed ${values.seed}`)
const stream = run({
  files,
  concurrency: availableParallelism(),
  timeout: FILE_TIMEOUT,
  ...(values.name === undefined ? {} : { testNamePatterns: [new RegExp(values.name)] }),
})
stream.on('test:pass', (event) => {
  // Node 20 reports what the pattern leaves out.
  if (event.skip === 'test name does not match pattern') return
  // A whole suite may be skipped, too.
  if (event.skip !== undefined) skip(event, event.skip)
  else if (isSuite(event)) return
  else if (event.todo !== undefined)
    skip(event, `todo: ${event.todo === true ? 'no reason given' : event.todo}`)
  else counts.passed += 1
})
stream.on('test:fail', (event) => {
  // A suite or a file fails with its tests; only one that fails by itself is a failure of its own.
  if (isSuite(event) && event.details.error?.failureType === 'subtestsFailed') return
  counts.failed += 1
  failures.push(event)
  console.log(`FAIL ${place(event)}\n${indent(describe(event.details.error))}`)
})
stream.on('test:stderr', ({ message }) => process.stderr.write(message))
await new Promise((resolve) => stream.on('end', resolve).resume())

if (failures.length > 0) console.log(`\nFailed:\n${failures.map((event) => `  ${place(event)}`).join('\n')}`)
if (skips.length > 0) console.log(`\nSkipped:\n${skips.map((line) => `  ${line}`).join('\n')}`)
console.log(`\n${((Date.now() - started) / 1000).toFixed(1)} s`)
console.log(`Tests: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
process.exit(counts.failed > 0 || counts.passed === 0 ? 1 : 0)

function skip(event, reason) {
  counts.skipped += 1
  const given = typeof reason === 'string' && reason.trim() !== ''
  skips.push(`${place(event)}: ${given ? reason : 'NO REASON GIVEN'}`)
  // A skip that nobody explains is a hole in the suite.
  if (!given) counts.failed += 1
}

function isSuite(event) {
  return (
    event.details?.type === 'suite' ||
    (event.nesting === 0 && files.some((file) => event.name === file || file.endsWith(event.name)))
  )
}

function place(event) {
  return `${event.file ? relative(root, event.file).replace(/^packages\/([^/]+)\/dist\//, '$1/') : ''} › ${event.name}`
}

function describe(error) {
  const cause = error?.cause ?? error
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}

function indent(text) {
  return text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
}

function testFiles() {
  const found = []
  const visit = (folder) => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name)
      if (statSync(path).isDirectory()) visit(path)
      else if (name.endsWith('.test.js') && hasSource(path)) found.push(path)
    }
  }
  for (const name of readdirSync(join(root, 'packages')).sort()) {
    const folder = join(root, 'packages', name, 'dist', 'test')
    if (statSync(folder, { throwIfNoEntry: false })) visit(folder)
  }
  return found
}

/** A test whose source is gone is only what an earlier build left behind. */
function hasSource(path) {
  return existsSync(path.replace(`${join('dist', 'test')}`, 'test').replace(/\.js$/, '.ts'))
}
