// What holds for the repository as a whole. Each check is a small file in scripts/checks that returns its problems.
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(dirname(fileURLToPath(import.meta.url)), 'checks')
const only = process.argv.slice(2)
let failed = 0

for (const file of readdirSync(folder)
  .filter((name) => name.endsWith('.mjs'))
  .sort()) {
  const name = file.replace(/\.mjs$/, '')
  if (only.length > 0 && !only.includes(name)) continue
  const { check } = await import(join(folder, file))
  const { problems, looked } = await check(join(folder, '..', '..'))
  // A check that looked at nothing has not passed.
  if (looked === 0) problems.push('nothing was there to look at')
  console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${name} (${looked} looked at)`)
  for (const problem of problems) console.log(`     ${problem}`)
  failed += problems.length
}
process.exit(failed > 0 ? 1 : 0)
