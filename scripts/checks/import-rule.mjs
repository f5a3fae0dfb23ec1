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
    const declared = new Set(
      [
        manifest.dependencies,
        manifest.optionalDependencies,
        manifest.peerDependencies,
        manifest.name === '@countersign/console' ? manifest.devDependencies : {},
      ].flatMap((group) => Object.keys(group ?? {})),
    )
    const upward = Object.keys(manifest.dependencies ?? {}).filter(
      (name) => Object.hasOwn(rows, name) && !rows[manifest.name].includes(name),
    )
    problems.push(...upward.map((name) => `${manifest.name} depends on ${name}, which is not above it`))
    if (manifest.name === '@countersign/core' && declared.size > 0)
      problems.push('@countersign/core has a dependency')
    for (const file of filesUnder(`${folder}/src`, (path) => /\.tsx?$/.test(path))) {
      looked += 1
      const source = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
      for (const [, from, alone, called] of source.matchAll(SPECIFIER)) {
        const specifier = from ?? alone ?? called
        const where = relative(root, file)
        if (specifier.startsWith('.')) continue
        if (specifier.startsWith('node:')) {
          if (manifest.name === '@countersign/core' && !CORE_BUILTINS.has(specifier))
            problems.push(`${where}: core may not use ${specifier}`)
          continue
        }
        const name = specifier
          .split('/')
          .slice(0, specifier.startsWith('@') ? 2 : 1)
          .join('/')
        if (Object.hasOwn(rows, name) && !rows[manifest.name].includes(name))
          problems.push(`${where}: ${manifest.name} may not import ${name}`)
        else if (!declared.has(name))
          problems.push(`${where}: ${name} is not a dependency of ${manifest.name}`)
      }
    }
  }
  return { problems, looked }
}
