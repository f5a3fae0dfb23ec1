// Every case of docs/attacks.md that is not planned stands in the name of a test.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesUnder, packagesOf } from '../lib/workspace.mjs'

const TEST_NAME =
  /\b(?:it|test|describe)\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g
export function check(root) {
  const rows = readFileSync(join(root, 'docs/attacks.md'), 'utf8').matchAll(/^\| ([A-Z]\d\d) \| (.*) \|$/gm)
  const cases = [...rows].filter(([, , text]) => !text.startsWith('*Planned*')).map(([, id]) => id)
  const files = packagesOf(root).flatMap(({ folder }) =>
    filesUnder(`${folder}/test`, (path) => path.endsWith('.ts')),
  )
  const contract = packagesOf(root).flatMap(({ folder }) =>
    filesUnder(`${folder}/src/contract`, (path) => path.endsWith('.ts')),
  )
  const named = new Set()
  for (const file of [...files, ...contract]) {
    for (const [, single, double, template] of readFileSync(file, 'utf8').matchAll(TEST_NAME)) {
      for (const [id] of (single ?? double ?? template).matchAll(/\b[A-Z]\d\d\b/g)) named.add(id)
    }
  }
  const problems = cases.filter((id) => !named.has(id)).map((id) => `${id} stands in the name of no test`)
  return { problems, looked: cases.length }
}
