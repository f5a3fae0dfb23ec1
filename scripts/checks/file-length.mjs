// Small files: no source file over 300 lines of code (comments and blank lines aside).
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { filesUnder, packagesOf } from '../lib/workspace.mjs'

const MAX_LINES = 300

export function check(root) {
  const files = packagesOf(root).flatMap(({ folder }) =>
    filesUnder(`${folder}/src`, (path) => /\.tsx?$/.test(path)),
  )
  const problems = files
    .map((file) => ({
      file,
      lines: readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) => !/^\s*(\/\/|\/?\*|$)/.test(line)).length,
    }))
    .filter(({ lines }) => lines > MAX_LINES)
    .map(({ file, lines }) => `${relative(root, file)}: ${lines} lines of code, at most ${MAX_LINES}`)
  return { problems, looked: files.length }
}
