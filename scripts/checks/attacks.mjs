// Every case of docs/attacks.md that is not planned stands in the name of a test.
import { listCases, listNamedTests } from '../lib/attack-cases.mjs'

export function check(root) {
  const cases = listCases(root)
  const named = listNamedTests(root)
  const problems = cases.filter((id) => !named.has(id)).map((id) => `${id} stands in the name of no test`)
  return { problems, looked: cases.length }
}
