// No package in the lockfile has an install script, and none records where it was downloaded from.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export function check(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const entries = Object.entries(packages)
  const problems = entries.flatMap(([path, entry]) => [
    ...(entry.hasInstallScript ? [`${path} has an install script`] : []),
    ...(typeof entry.resolved === 'string' && /^https?:/.test(entry.resolved)
      ? [`${path} records a download address`]
      : []),
  ])
  return { problems, looked: entries.length }
}
