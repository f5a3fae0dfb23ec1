// The packages of the workspace and their source files.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

export function packagesOf(root) {
  const { workspaces } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return workspaces.map((path) => ({
    path,
    folder: join(root, path),
    short: path.split('/').at(-1),
    manifest: JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8')),
  }))
}

export function filesUnder(folder, keep) {
  const found = []
  if (!statSync(folder, { throwIfNoEntry: false })) return found
  for (const name of readdirSync(folder).sort()) {
    if (name === 'node_modules' || name === 'dist') continue
    const path = join(folder, name)
    if (statSync(path).isDirectory()) found.push(...filesUnder(path, keep))
    else if (keep(path)) found.push(path)
  }
  return found
}
