// Bundles @countersign/core after the compiler: 190 small modules would cost the one who imports them 60 ms.
//
//   dist/lib/index.js   all of it in one module, because opening a file costs more than parsing one
//   dist/lib/NAME.js    the other entries, which pick their names from it
//   dist/src/.npmignore leaves out of the tarball what no entry reaches: the compiler's modules, inner declarations
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'
import { declarationsUnder, reachableDeclarations } from './lib/reachable-declarations.mjs'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'packages', 'core')
const compiled = join(folder, 'dist', 'src')
const bundled = join(folder, 'dist', 'lib')
const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
const entries = Object.keys(exports)
  .filter((path) => path !== '.' && path !== './package.json')
  .map((path) => path.slice(2))

if (!existsSync(join(compiled, 'index.js'))) {
  console.error('packages/core is not compiled yet: node scripts/run.mjs build')
  process.exit(1)
}
mkdirSync(bundled, { recursive: true })

const index = await bundleIndex()
writeWhereNew(join(bundled, 'index.js'), index.code)
for (const name of entries) writeWhereNew(join(bundled, `${name}.js`), await pickEntry(name, index.exports))
const made = new Set(['index', ...entries].map((name) => `${name}.js`))
for (const name of readdirSync(bundled))
  if (name.endsWith('.js') && !made.has(name)) rmSync(join(bundled, name))
writeWhereNew(join(compiled, '.npmignore'), listUnreached())

async function bundleIndex() {
  const build = await rolldown({
    input: join(compiled, 'index.js'),
    external: /^node:/,
    platform: 'node',
    experimental: { attachDebugInfo: 'none' },
  })
  // Names of functions and classes are kept: a stack trace from somebody's log has to be readable. White space and the
  // names inside of functions are not: the tarball has a limit.
  const minify = {
    compress: true,
    mangle: { toplevel: false, keepNames: true },
    codegen: { removeWhitespace: true },
  }
  const { output } = await build.generate({ format: 'esm', minify, comments: false })
  await build.close()
  if (output.length !== 1) throw new Error('core must become one module')
  return output[0]
}

async function pickEntry(name, available) {
  const names = Object.keys(await import(pathToFileURL(join(compiled, name, 'index.js')).href)).sort()
  const missing = names.filter((exported) => !available.includes(exported))
  // Two folders that export the same name cancel each other in `export *`, silently.
  if (missing.length > 0) throw new Error(`the index of core lacks ${missing.join(', ')} of ${name}`)
  return `export {${names.join(',')}} from './index.js'\n`
}

function listUnreached() {
  const reached = reachableDeclarations(folder, exports)
  const unreached = declarationsUnder(compiled).filter((file) => !reached.has(file))
  return [
    '# Written by scripts/bundle-core.mjs.',
    '*.js',
    '*.map',
    ...unreached.map((file) => `/${relative(compiled, file).replaceAll('\\', '/')}`),
    '',
  ].join('\n')
}

/** Others may be reading these files right now: they are left alone or replaced whole. */
function writeWhereNew(file, text) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, text)
  renameSync(draft, file)
}
