// `npm run fuzz [-- TARGET… --seconds N --runs N --seed S --input BASE64URL]`: every parser, fed with inputs made from real
// ones, kept where they reach new code (V8's coverage). `difference` runs the tests that hold the verifiers beside jose, with
// 100,000 tokens for each profile; `properties` runs every property test with another seed. Results on stdout; exit 1 when anything was found.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createCoverage } from './engine/coverage.mjs'
import { fuzzTarget } from './engine/fuzz-target.mjs'
import { runInput } from './engine/run-input.mjs'
import { loadTargets, targetNames } from './targets/index.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const DIFFERENCE = 'difference'
const PROPERTIES = 'properties'
const OTHERS = [DIFFERENCE, PROPERTIES]
const DIFFERENCE_TOKENS = 100_000

const { values, positionals } = readArguments()
const wanted = positionals.length > 0 ? positionals : [...targetNames, ...OTHERS]
const unknown = wanted.filter((name) => !OTHERS.includes(name) && !targetNames.includes(name))
if (unknown.length > 0)
  fail(`There is no ${unknown.join(', ')}. Targets: ${[...targetNames, ...OTHERS].join(', ')}.`)
const seconds = readNumber('seconds', 20)
const runs = readNumber('runs', Infinity)
const seed = readNumber('seed', Date.now() % 2 ** 31)

const targets = await loadTargets(wanted.filter((name) => !OTHERS.includes(name)))
process.exit(values.input === undefined ? await fuzzAll() : await repeatInput())

async function fuzzAll() {
  console.log(`seed ${seed}`)
  let findings = 0
  for (const target of targets) {
    // Each has its own, so that one does not start with what another reached.
    const coverage = createCoverage()
    const result = await fuzzTarget(target, { seed, seconds, runs, coverage })
    coverage.close()
    findings += result.findings.length
    const found = result.findings.length === 0 ? 'nothing found' : `${result.findings.length} FOUND`
    console.log(`${target.name}: ${result.runs} inputs, ${result.corpus} kept, ${found}`)
    for (const finding of result.findings) printFinding(target, finding)
  }
  const differs = wanted.includes(DIFFERENCE) && !compareVerdicts()
  const isBroken = wanted.includes(PROPERTIES) && !runTests(['--properties', '--seed', String(seed)])
  return findings > 0 || differs || isBroken ? 1 : 0
}

async function repeatInput() {
  const [target] = targets
  if (targets.length !== 1) fail('--input goes with one target')
  const failure = await runInput(target, Buffer.from(values.input, 'base64url'))
  console.log(failure === undefined ? 'every invariant holds' : `${failure.kind}\n${failure.message}`)
  return failure === undefined ? 0 : 1
}

function printFinding(target, { kind, message, input }) {
  console.log(`  ${kind}\n${message.replace(/^/gm, '    ')}`)
  console.log(`    input (${input.length} bytes): ${JSON.stringify(input.toString('latin1').slice(0, 300))}`)
  console.log(`    npm run fuzz -- ${target.name} --input ${input.toString('base64url')}`)
}

function compareVerdicts() {
  const tokens = process.env.COUNTERSIGN_DIFFERENCE_TOKENS ?? String(DIFFERENCE_TOKENS)
  const env = {
    ...process.env,
    COUNTERSIGN_DIFFERENCE_TOKENS: tokens,
    COUNTERSIGN_DIFFERENCE_SEED: String(seed),
  }
  return runTests([join('core', 'dist', 'test', 'difference')], env)
}

function runTests(args, env = process.env) {
  const command = [join(root, 'scripts', 'test.mjs'), ...args]
  return spawnSync(process.execPath, command, { env, stdio: 'inherit' }).status === 0
}

function readArguments() {
  const text = { type: 'string' }
  try {
    return parseArgs({
      allowPositionals: true,
      options: { seconds: text, runs: text, seed: text, input: text },
    })
  } catch (error) {
    return fail(error.message)
  }
}

function readNumber(name, otherwise) {
  const value = values[name] === undefined ? otherwise : Number(values[name])
  if (!(value >= 0)) fail(`--${name} must be a number`)
  return value
}

function fail(message) {
  console.error(message)
  console.error('usage: npm run fuzz [-- TARGET… --seconds N --runs N --seed S --input BASE64URL]')
  process.exit(2)
}
