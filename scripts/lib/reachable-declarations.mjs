// Which of a package's declaration files a user's compiler can reach from its entries.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])(\.{1,2}\/[^'"]+)\.js\1/g

/** @returns {Set<string>} paths of files that exist */
export function reachableDeclarations(folder, exports) {
  const waiting = Object.values(exports).flatMap((target) =>
    typeof target === 'object' && target.types ? [join(folder, target.types)] : [],
  )
  const reached = new Set()
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file) || !existsSync(file)) continue
    reached.add(file)
    for (const [, , path] of readFileSync(file, 'utf8').matchAll(IMPORT))
      waiting.push(join(dirname(file), `${path}.d.ts`))
  }
  return reached
}

export function declarationsUnder(folder) {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name)
      if (statSync(path).isDirectory()) return declarationsUnder(path)
      return name.endsWith('.d.ts') ? [path] : []
    })
}
