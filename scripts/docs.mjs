// Writes the generated pages of docs/. `node scripts/check.mjs docs` says whether they are up to date.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generatedPages } from './lib/generated-pages.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
for (const [path, text] of Object.entries(await generatedPages())) {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
  console.log(path)
}
