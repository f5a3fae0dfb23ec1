// Generated pages are what the code says now, every error code among them; links between pages lead somewhere.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { generatedPages } from '../lib/generated-pages.mjs'
import { filesUnder } from '../lib/workspace.mjs'

export async function check(root) {
  const problems = []
  const pages = await generatedPages()
  for (const [path, text] of Object.entries(pages)) {
    const file = join(root, path)
    if (!existsSync(file) || readFileSync(file, 'utf8') !== text)
      problems.push(`${path} is not what the code says: run node scripts/docs.mjs`)
  }
  const written = filesUnder(root, (path) => path.endsWith('.md') && !path.includes('/.'))
  for (const file of written) {
    for (const [, target] of readFileSync(file, 'utf8').matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)) {
      if (!existsSync(join(dirname(file), target)))
        problems.push(`${relative(root, file)} links to ${target}, which does not exist`)
    }
  }
  return { problems, looked: Object.keys(pages).length + written.length }
}
