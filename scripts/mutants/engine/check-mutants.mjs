import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What is wrong with the list itself: a text that is not there exactly once, a mutant that changes nothing, a case without one. */
export function checkMutants(root, mutants, cases) {
  const problems = []
  for (const { file, find, replace } of mutants.flatMap(({ edits }) => edits)) {
    const about = `${file}: ${find}`
    if (!statSync(join(root, file), { throwIfNoEntry: false })) {
      problems.push({ about, problem: 'the file is gone' })
      continue
    }
    const count = readFileSync(join(root, file), 'utf8').split(find).length - 1
    if (count !== 1) problems.push({ about, problem: `the text is there ${count} times` })
    if (find === replace) problems.push({ about, problem: 'nothing is replaced' })
  }
  const covered = new Set(mutants.flatMap(({ ids }) => ids))
  for (const id of cases)
    if (!covered.has(id)) problems.push({ about: id, problem: 'no mutant for the case' })
  return problems
}
