// The README shows the two commands, and its server is the one that `countersign init` writes and the end-to-end test runs.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const MAX_LINES = 40

export function check(root) {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const server = /```js server\.js\n([\s\S]*?)```/.exec(readme)?.[1] ?? ''
  const problems = []
  if (server !== readFileSync(join(root, 'packages/countersign/templates/server.js'), 'utf8')) {
    problems.push('server.js of the README is not packages/countersign/templates/server.js')
  }
  const lines = server.trim().split('\n').length
  if (lines > MAX_LINES) problems.push(`server.js has ${lines} lines, at most ${MAX_LINES}`)
  for (const command of ['npm run demo', 'npm test'])
    if (!readme.includes(command)) problems.push(`${command} is missing`)
  return { problems, looked: lines }
}
