import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { allProfiles } from './all-profiles.js'
import { compareVerdicts } from './compare-verdicts.js'
import type { DifferenceRow } from './difference-row.js'

/** For each shape. `npm run fuzz difference` asks for 100,000. */
const TOKENS = Number(process.env['COUNTERSIGN_DIFFERENCE_TOKENS'] ?? 600)
const SEED = Number(process.env['COUNTERSIGN_DIFFERENCE_SEED'] ?? 1)

const isDifference = ({ ours, jose }: DifferenceRow): boolean =>
  (ours === 'ACCEPTED') !== (jose === 'ACCEPTED')

describe('verdicts beside those of jose, rule by rule', () => {
  for (const profile of allProfiles) {
    it(`${profile.name}: ${String(TOKENS)} changed tokens, no difference but the intended ones`, async () => {
      const alone = await compareVerdicts(profile, TOKENS, SEED)
      assert.deepEqual(
        [...alone].filter(([, count]) => count === 0),
        [],
        'every row occurs alone',
      )
    })
  }

  it('gives a reason for each difference, and for nothing else', () => {
    for (const row of allProfiles.flatMap(({ rows }) => rows))
      assert.equal(row.intended !== undefined, isDifference(row), row.name)
  })

  it('has every difference in docs/differences.md', () => {
    const page = readFileSync(new URL('../../../../../docs/differences.md', import.meta.url), 'utf8')
    const listed = [...page.matchAll(/^\| ([^|]+) \| ([^|]+) \|$/gm)].map(
      ([, name, why]) => `${name}: ${why}`,
    )
    const intended = allProfiles.flatMap(({ rows }) =>
      rows.flatMap(({ name, intended: why }) => (why === undefined ? [] : [`${name}: ${why}`])),
    )
    assert.deepEqual(
      [...new Set(intended)].filter((line) => !listed.includes(line)),
      [],
      'missing on the page',
    )
    assert.deepEqual(
      listed.filter((line) => !/^(?:Case|-+|teams-webhook)\b|^-/.test(line) && !intended.includes(line)),
      [],
      'on the page, and no longer so',
    )
    for (const section of page.split(/^## /m)) {
      const names = [...section.matchAll(/^\| ([^|]+) \|/gm)].map(([, name]) => name)
      assert.equal(new Set(names).size, names.length, `a case twice: ${section.slice(0, 30)}`)
    }
  })
})
