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
    const say = (text) => problems.push(`${manifest.name}: ${text}`)
    if (manifest.license !== 'MIT' || readFileSync(join(folder, 'LICENSE'), 'utf8') !== license)
      say('not MIT, or another licence text')
    if (manifest.type !== 'module') say('not an ES module')
    if (manifest.sideEffects !== false) say('sideEffects is not false')
    if (manifest.engines?.node !== '>=20.19') say('engines.node is not >=20.19')
    if (!manifest.exports) say('no exports map')
    for (const name of Object.keys(manifest.scripts ?? {}))
      if (LIFECYCLE.test(name)) say(`has the lifecycle script ${name}`)
    for (const file of Object.values(manifest.bin ?? {}))
      if ((statSync(join(folder, file)).mode & 0o777) !== 0o755) say(`${file} is not executable`)
  }
  return { problems, looked: all.length + 1 }
}
