#!/usr/bin/env node
// The one entry for `npm run demo`, `npm test` and `npm run bench`. It needs nothing but Node: it installs and
// builds when the stamp of lockfile, sources and Node version differs, then runs what was asked for.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const stampFolder = join(root, '.stamp')
const started = Date.now()

const [task, ...args] = process.argv.slice(2)
const tasks = {
  test: () => [['scripts/lint.mjs'], ['scripts/check.mjs'], ['scripts/test.mjs', ...args]],
  demo: () => [['packages/countersign/bin/countersign.mjs', 'demo', ...args]],
  bench: () => [['bench/run.mjs', ...args]],
  build: () => [],
}

if (!Object.hasOwn(tasks, task ?? '')) {
  console.error(`usage: node scripts/run.mjs ${Object.keys(tasks).join('|')} [ARGUMENTS]`)
  process.exit(2)
}

step('install', 'node_modules', stampOf(['package-lock.json', '.npmrc']), () =>
  run(npm(), [
    existsSync(join(root, 'package-lock.json')) ? 'ci' : 'install',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]),
)
step('build', 'packages/core/dist', stampOf(['package-lock.json', ...sources()]), () => {
  const solutions = ['tsconfig.json', 'tsconfig.test.json']
  run(process.execPath, ['node_modules/typescript/bin/tsc', '-b', ...solutions])
})

for (const [script, ...rest] of tasks[task]()) {
  const code = spawn(process.execPath, [join(root, script), ...rest])
  if (code !== 0) process.exit(code)
}

/** Runs `action` unless its result is there and the stamp on disk says that it was made for exactly this state. */
function step(name, result, stamp, action) {
  const file = join(stampFolder, name)
  const upToDate = existsSync(file) && readFileSync(file, 'utf8') === stamp && existsSync(join(root, result))
  if (upToDate) return
  console.error(`[${seconds()}] ${name} …`)
  rmSync(file, { force: true })
  action()
  mkdirSync(stampFolder, { recursive: true })
  writeFileSync(file, stamp)
  console.error(`[${seconds()}] ${name} done`)
}

function run(command, commandArgs) {
  const code = spawn(command, commandArgs, ['ignore', 2, 2])
  if (code !== 0) {
    console.error(
      `${relative(root, command) || command} ${commandArgs.join(' ')} failed with exit code ${code}.`,
    )
    process.exit(code)
  }
}

function spawn(command, commandArgs, stdio = 'inherit') {
  // A Ctrl-C reaches the whole process group: the child ends itself and tells us how.
  const result = spawnSync(command, commandArgs, { cwd: root, stdio, shell: process.platform === 'win32' })
  if (result.error) throw result.error
  return result.status ?? 130
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

/** Everything that the compiler reads: sources, tests and their settings. */
function sources() {
  const found = ['tsconfig.base.json', 'tsconfig.json', 'tsconfig.test.json']
  const visit = (folder) => {
    for (const name of readdirSync(join(root, folder)).sort()) {
      if (name === 'dist' || name === 'node_modules') continue
      const path = join(folder, name)
      if (statSync(join(root, path)).isDirectory()) visit(path)
      else if (/\.(ts|tsx|json)$/.test(name)) found.push(path)
    }
  }
  visit('packages')
  return found
}

function seconds() {
  return `${((Date.now() - started) / 1000).toFixed(1)} s`
}
