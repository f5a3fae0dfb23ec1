#!/usr/bin/env node
// The one entry for `npm test` and `npm run demo`, `bench`, `load`, `fuzz` and `mutants`. It needs nothing but Node: it
// installs and builds when the stamp of lockfile, sources and Node version differs, then runs what was asked for.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const stampFolder = join(root, '.stamp')
const started = Date.now()
const BUILT = ['packages/core/dist', 'packages/countersign/dist', 'packages/console/dist/page']

const [task, ...args] = process.argv.slice(2)
const tasks = {
  test: () => [['scripts/lint.mjs'], ['scripts/check.mjs'], ['scripts/test.mjs', ...args]],
  demo: () => [['packages/countersign/bin/countersign.mjs', 'demo', ...args]],
  bench: () => [['bench/run.mjs', ...args]],
  load: () => [['bench/load.mjs', ...args]],
  fuzz: () => [['fuzz/run.mjs', ...args]],
  mutants: () => [['scripts/mutants.mjs', ...args]],
  build: () => [],
}

if (!Object.hasOwn(tasks, task ?? '')) {
  console.error(`usage: node scripts/run.mjs ${Object.keys(tasks).join('|')} [ARGUMENTS]`)
  process.exit(2)
}
// Somebody who tries this for the first time must not look at nothing while it is installed and built.
if (task === 'demo') console.error('Countersign: getting the demo ready (the first time takes a while).')

const children = new Set()
let interrupted = false
// Ctrl-C in a terminal reaches the children too, and they end themselves; a signal to this process alone is passed on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => passOn(signal))
// npm that is ended by a signal of its own does not pass it on, and nobody would be left to end a demo.
const npmIs = process.ppid
if (process.env.npm_lifecycle_event !== undefined) {
  const watch = setInterval(() => {
    if (process.ppid === npmIs) return
    clearInterval(watch)
    passOn('SIGTERM')
  }, 500).unref()
}

await step('install', ['node_modules'], { install: stampOf(['package-lock.json', '.npmrc']) }, install)
const stamps = { sources: stampOf(['package-lock.json', ...sources(false)]) }
if (task === 'demo') {
  // The demo needs no tests, and its types were checked where it was changed.
  await step('build', BUILT, stamps, () => build(['tsconfig.json', '--noCheck']))
} else {
  const all = { ...stamps, build: stampOf(['package-lock.json', ...sources(true)]) }
  await step('build', BUILT, all, () => build(['tsconfig.json', 'tsconfig.test.json']))
}

for (const [script, ...rest] of tasks[task]()) {
  const code = await launch(process.execPath, [join(root, script), ...rest])
  if (code !== 0) process.exit(code)
}

/** Runs `action` unless its results are there and the stamps on disk say that they were made for exactly this state. */
async function step(name, results, stamps, action) {
  const files = Object.entries(stamps).map(([stamp, value]) => ({ file: join(stampFolder, stamp), value }))
  const upToDate =
    files.every(({ file, value }) => existsSync(file) && readFileSync(file, 'utf8') === value) &&
    results.every((result) => existsSync(join(root, result)))
  if (upToDate) return
  console.error(`[${seconds()}] ${name} …`)
  for (const { file } of files) rmSync(file, { force: true })
  await action()
  mkdirSync(stampFolder, { recursive: true })
  for (const { file, value } of files) writeFileSync(file, value)
  console.error(`[${seconds()}] ${name} done`)
}

async function install() {
  const options = ['--no-audit', '--no-fund', '--loglevel=error']
  // It refuses a lockfile that lacks the optional parts for other systems, which a mirror may not have had.
  if ((await launch(npm(), ['ci', ...options], ['ignore', 'ignore', 'ignore'])) === 0) return
  await run(npm(), ['install', '--no-save', ...options])
}

/** The page needs nothing of what the compiler makes, so both are made at once. */
async function build(compilerArgs) {
  const node = process.execPath
  await Promise.all([
    run(node, ['node_modules/typescript/bin/tsc', '-b', ...compilerArgs]).then(() =>
      run(node, ['scripts/bundle-core.mjs']),
    ),
    run(node, ['scripts/build-console.mjs']),
  ])
}

async function run(command, commandArgs) {
  const code = await launch(command, commandArgs, ['ignore', 2, 2])
  if (code !== 0) {
    console.error(
      `${relative(root, command) || command} ${commandArgs.join(' ')} failed with exit code ${code}.`,
    )
    process.exit(code)
  }
}

function passOn(signal) {
  interrupted = true
  for (const child of children) child.kill(signal)
}

function launch(command, commandArgs, stdio = 'inherit') {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArgs, { cwd: root, stdio, shell: process.platform === 'win32' })
    children.add(child)
    child.on('error', reject)
    child.on('exit', (code) => {
      children.delete(child)
      // Nobody who has pressed Ctrl-C wants the next step, least of all a second way to install.
      if (interrupted && children.size === 0) process.exit(code ?? 130)
      if (!interrupted) resolve(code ?? 130)
    })
  })
}

function npm() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm'
}

function stampOf(files) {
  const hash = createHash('sha256').update(process.version)
  for (const file of files) {
    const path = join(root, file)
    if (existsSync(path)) hash.update(`\0${file}\0`).update(readFileSync(path))
  }
  return hash.digest('hex')
}

/** Everything that compiler and bundler read: sources and their settings, the tests where they are asked for. */
function sources(withTests) {
  const found = [
    'scripts/bundle-core.mjs',
    'scripts/build-console.mjs',
    'tsconfig.base.json',
    'tsconfig.json',
  ]
  if (withTests) found.push('tsconfig.test.json')
  const visit = (folder) => {
    for (const name of readdirSync(join(root, folder)).sort()) {
      if (name === 'dist' || name === 'node_modules' || (name === 'test' && !withTests)) continue
      const path = join(folder, name)
      if (statSync(join(root, path)).isDirectory()) visit(path)
      else if (/\.(ts|tsx|json|css|html)$/.test(name)) found.push(path)
    }
  }
  visit('packages')
  return found
}

function seconds() {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`
}
