// A package imports only from rows above it (CONTRIBUTING.md), and names what it imports in its own package.json.
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { filesUnder, packagesOf } from '../lib/workspace.mjs'

const rows = {
  '@countersign/core': [],
  '@countersign/ledger': ['@countersign/core'],
  '@countersign/mail': ['@countersign/core'],
  '@countersign/service': ['@countersign/core', '@countersign/ledger', '@countersign/mail'],
  '@countersign/admission': ['@countersign/core'],
  '@countersign/emulator': ['@countersign/core', '@countersign/ledger', '@countersign/admission'],
  // Bundled: what it uses is not installed with it.
  '@countersign/console': [],
  countersign: ['core', 'ledger', 'mail', 'service', 'admission', 'emulator', 'console'].map(
    (name) => `@countersign/${name}`,
  ),
}
const CORE_BUILTINS = new Set(['node:crypto', 'node:buffer'])
/** Static imports and re-exports start a line; dynamic ones are calls. */
const SPECIFIER = /^(?:import|export)\b[^'"]*?\bfrom\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm

export function check(root) {
  const problems = []
  let looked = 0
  for (const { folder, manifest } of packagesOf(root)) {
    const declared = declaredBy(manifest)
    problems.push(...listDependencyProblems(manifest, declared))
    for (const file of filesUnder(`${folder}/src`, (path) => /\.tsx?$/.test(path))) {
      looked += 1
      const wrong = listImports(file).flatMap((specifier) => judgeImport(specifier, manifest.name, declared))
      problems.push(...wrong.map((problem) => `${relative(root, file)}: ${problem}`))
    }
  }
  return { problems, looked }
}

function declaredBy({ name, dependencies, optionalDependencies, peerDependencies, devDependencies }) {
  const bundled = name === '@countersign/console' ? devDependencies : {}
  const groups = [dependencies, optionalDependencies, peerDependencies, bundled]
  return new Set(groups.flatMap((group) => Object.keys(group ?? {})))
}

function listDependencyProblems({ name, dependencies = {} }, declared) {
  const problems = Object.keys(dependencies)
    .filter((other) => isUpward(other, name))
    .map((other) => `${name} depends on ${other}, which is not above it`)
  if (name === '@countersign/core' && declared.size > 0) problems.push(`${name} has a dependency`)
  return problems
}

/** Every specifier outside comments but those of the package's own files. */
function listImports(file) {
  const source = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  return [...source.matchAll(SPECIFIER)]
    .map(([, from, alone, called]) => from ?? alone ?? called)
    .filter((specifier) => !specifier.startsWith('.'))
}

function judgeImport(specifier, importer, declared) {
  if (specifier.startsWith('node:')) {
    const refused = importer === '@countersign/core' && !CORE_BUILTINS.has(specifier)
    return refused ? [`core may not use ${specifier}`] : []
  }
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  if (isUpward(name, importer)) return [`${importer} may not import ${name}`]
  return declared.has(name) ? [] : [`${name} is not a dependency of ${importer}`]
}

function isUpward(name, importer) {
  return Object.hasOwn(rows, name) && !rows[importer].includes(name)
}
