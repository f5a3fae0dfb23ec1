// What docs/attacks.md lists, and which tests carry its ids in their names.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesUnder, packagesOf } from './workspace.mjs'

const TEST_NAME =
  /\b(?:it|test|describe)\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g

/** The ids of the cases that are not planned. */
export function listCases(root) {
  const rows = readFileSync(join(root, 'docs/attacks.md'), 'utf8').matchAll(/^\| ([A-Z]\d\d) \| (.*) \|$/gm)
  return [...rows].filter(([, , text]) => !text.startsWith('*Planned*')).map(([, id]) => id)
}

/** The source files whose tests name each id; those of the contract suites among them. */
export function listNamedTests(root) {
  const named = new Map()
  const files = packagesOf(root).flatMap(({ folder }) =>
    ['test', 'src/contract'].flatMap((under) =>
      filesUnder(join(folder, under), (path) => path.endsWith('.ts')),
    ),
  )
  for (const file of files) {
    for (const [, single, double, template] of readFileSync(file, 'utf8').matchAll(TEST_NAME)) {
      for (const [id] of (single ?? double ?? template).matchAll(/\b[A-Z]\d\d\b/g))
        named.set(id, new Set([...(named.get(id) ?? []), file]))
    }
  }
  return named
}
