import { relative } from 'node:path'
import { listNamedTests } from '../../lib/attack-cases.mjs'

/** The tests that run the ledger's contract suites, which are sources and no tests. */
const CONTRACT_TESTS = [
  'packages/ledger/test/memory/memory-ledger.test.ts',
  'packages/ledger/test/sqlite/sqlite-ledger.test.ts',
]
const LINK_CONTRACT_TESTS = [
  'packages/ledger/test/links/memory-link-store.test.ts',
  'packages/ledger/test/links/sqlite-link-store.test.ts',
]
/** A browser, a whole installation or a killed process per mutant would take minutes; each id has quicker tests, too. */
const SLOW = /\/test\/(?:browser|demo|e2e|durability)\//

/** For each id the source files of its tests, relative to the root, quick ones first. */
export function listTestFiles(root) {
  const files = new Map()
  for (const [id, sources] of listNamedTests(root)) {
    const found = [...sources].map((file) => relative(root, file)).flatMap(toTestFiles)
    const quick = found.filter((file) => !SLOW.test(file))
    files.set(id, [...new Set(quick.length > 0 ? quick : found)].sort())
  }
  return files
}

function toTestFiles(file) {
  if (!file.includes('/contract/')) return file.endsWith('.test.ts') ? [file] : []
  return file.includes('link') ? LINK_CONTRACT_TESTS : CONTRACT_TESTS
}
