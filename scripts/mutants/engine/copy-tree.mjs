import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { packagesOf } from '../../lib/workspace.mjs'

/** What tests read beside the packages. */
const FOLDERS = ['scripts', 'vectors', 'docs', 'examples', 'packages', 'decisions']
const FILES = [
  'package.json',
  'README.md',
  'tsconfig.base.json',
  'tsconfig.json',
  'tsconfig.test.json',
  '.npmrc',
]

/** A built tree of its own: sources, built files and the same dependencies, but with its own packages in node_modules. */
export function copyTree(root) {
  const tree = mkdtempSync(join(tmpdir(), 'countersign-mutants-'))
  for (const folder of FOLDERS)
    cpSync(join(root, folder), join(tree, folder), {
      recursive: true,
      filter: (path) => basename(path) !== 'node_modules',
    })
  for (const file of FILES) cpSync(join(root, file), join(tree, file))
  linkModules(join(root, 'node_modules'), join(tree, 'node_modules'))
  for (const { path, manifest } of packagesOf(tree)) {
    const link = join(tree, 'node_modules', manifest.name)
    mkdirSync(join(link, '..'), { recursive: true })
    symlinkSync(join(tree, path), link)
  }
  return tree
}

/** Every dependency as a link; the workspace's own packages are left out. */
function linkModules(from, to) {
  mkdirSync(to)
  for (const name of readdirSync(from)) {
    if (name === 'countersign' || name === '@countersign') continue
    symlinkSync(join(from, name), join(to, name))
  }
}
