// Every package: MIT with the licence text, ESM, no side effects, the engine, no lifecycle script, explicit exports.
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { packagesOf } from '../lib/workspace.mjs'

const LIFECYCLE = /^(pre|post)|^(install|prepare|prepublishOnly)$/

export function check(root) {
  const problems = []
  const all = packagesOf(root)
  const license = readFileSync(join(root, 'LICENSE'), 'utf8')
  const rootManifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  for (const { folder, manifest } of [
    { folder: root, manifest: { ...rootManifest, exports: {}, sideEffects: false } },
    ...all,
  ]) {
    problems.push(
      ...[...listFieldProblems(manifest), ...listFileProblems(folder, manifest, license)].map(
        (text) => `${manifest.name}: ${text}`,
      ),
    )
  }
  return { problems, looked: all.length + 1 }
}

function listFieldProblems(manifest) {
  const problems = []
  if (manifest.license !== 'MIT') problems.push('not MIT')
  if (manifest.type !== 'module') problems.push('not an ES module')
  if (manifest.sideEffects !== false) problems.push('sideEffects is not false')
  if (manifest.engines?.node !== '>=20.19') problems.push('engines.node is not >=20.19')
  if (!manifest.exports) problems.push('no exports map')
  const lifecycle = Object.keys(manifest.scripts ?? {}).filter((name) => LIFECYCLE.test(name))
  return [...problems, ...lifecycle.map((name) => `has the lifecycle script ${name}`)]
}

function listFileProblems(folder, { bin = {} }, license) {
  const executable = (file) => (statSync(join(folder, file)).mode & 0o777) === 0o755
  return [
    ...(readFileSync(join(folder, 'LICENSE'), 'utf8') === license ? [] : ['another licence text']),
    ...Object.values(bin)
      .filter((file) => !executable(file))
      .map((file) => `${file} is not executable`),
  ]
}
