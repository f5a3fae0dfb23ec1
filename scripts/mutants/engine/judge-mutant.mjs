import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** The tests of one id may take this long (ms). A mutant may make something wait for ever, which somebody would notice. */
const TIMEOUT_MS = 120_000
const COMPILER = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  jsx: ts.JsxEmit.ReactJSX,
}

/** Runs the tests of an id with one piece of the source replaced: `killed` when one that carries the id failed. */
export async function judgeMutant(tree, { id, edits }, testFiles) {
  const restore = applyEdits(tree, edits)
  try {
    const { output, timedOut } = await runTests(tree, [id], testFiles)
    if (timedOut) return { killed: true, by: '(it hung)' }
    const [failed] = listFailures(output, [id])
    if (failed !== undefined) return { killed: true }
    return { killed: false, reason: / 0 passed/.test(output) ? 'no test ran' : 'every test passed' }
  } finally {
    restore()
  }
}

/** Compiles the changed files, each alone: types may not fit any more, which is not the question. */
function applyEdits(tree, edits) {
  const sources = new Map()
  for (const { file, find, replace } of edits) {
    const source = sources.get(file) ?? readFileSync(join(tree, file), 'utf8')
    sources.set(
      file,
      source.replace(find, () => replace),
    )
  }
  const originals = [...sources].map(([file, source]) => {
    const place = join(tree, placeOf(file))
    const original = readFileSync(place, 'utf8')
    const isSource = place.endsWith(file)
    writeFileSync(
      place,
      isSource ? source : ts.transpileModule(source, { compilerOptions: COMPILER }).outputText,
    )
    return { place, original }
  })
  return () => originals.forEach(({ place, original }) => writeFileSync(place, original))
}

/** What tests load: the compiled module, but of the page its source, which they bundle themselves. */
function placeOf(file) {
  return file.includes('/src/page/') ? file : file.replace('/src/', '/dist/src/').replace(/\.tsx?$/, '.js')
}

/** The ids whose tests fail as they are: nothing that a mutant shows there means anything. */
export async function runBaseline(tree, ids, testFiles) {
  const { output, timedOut } = await runTests(tree, ids, testFiles, TIMEOUT_MS * 10)
  if (timedOut) throw new Error('the tests did not end')
  const failures = listFailures(output, ids)
  for (const line of failures) console.log(line)
  return ids.filter((id) => failures.some((line) => line.includes(id)))
}

function listFailures(output, ids) {
  return output.split('\n').filter((line) => line.startsWith('FAIL ') && ids.some((id) => line.includes(id)))
}

function runTests(tree, ids, testFiles, timeout = TIMEOUT_MS) {
  const files = [...new Set(ids.flatMap((id) => testFiles.get(id) ?? []))].map((file) =>
    file.replace('/test/', '/dist/test/').replace(/\.ts$/, '.js'),
  )
  const args = ['scripts/test.mjs', '--name', `\\b(?:${ids.join('|')})\\b`, ...files]
  return new Promise((resolve) => {
    // Its own process group, so that what it started ends with it.
    const child = spawn(process.execPath, args, {
      cwd: tree,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    let timedOut = false
    const timer = setTimeout(() => {
      timedOut = true
      process.kill(-child.pid, 'SIGKILL')
    }, timeout)
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('close', () => {
      clearTimeout(timer)
      resolve({ output, timedOut })
    })
  })
}
