// Every finding that the code makes stands in docs/findings.md, and every code of that page is made somewhere. What is a
// finding is read from the syntax: an object with a severity, under its own code or in a catalogue under it.
import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { filesUnder } from '../lib/workspace.mjs'

const CODE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/

export function check(root) {
  const problems = []
  const page = readFileSync(join(root, 'docs/findings.md'), 'utf8')
  const documented = new Set([...page.matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map(([, code]) => code))
  const made = new Map()
  for (const file of filesUnder(root, (path) => /\/packages\/[^/]+\/src\/.+\.tsx?$/.test(path))) {
    for (const code of findingsOf(file)) made.set(code, relative(root, file))
  }
  for (const [code, file] of made)
    if (!documented.has(code)) problems.push(`${file}: ${code} is not in docs/findings.md`)
  for (const code of documented) if (!made.has(code)) problems.push(`docs/findings.md: nothing makes ${code}`)
  return { problems, looked: made.size }
}

function findingsOf(file) {
  const found = []
  const visit = (node) => {
    if (ts.isObjectLiteralExpression(node) && member(node, 'severity') !== undefined) {
      const code = codeOf(node)
      if (code !== undefined && CODE.test(code)) found.push(code)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true))
  return found
}

/** The code beside the severity, or the name that the object has in a catalogue. */
function codeOf(object) {
  const code = member(object, 'code')
  if (code !== undefined) return ts.isStringLiteralLike(code) ? code.text : undefined
  return ts.isPropertyAssignment(object.parent) ? nameOf(object.parent.name) : undefined
}

function member(object, wanted) {
  const found = object.properties.find(({ name }) => name !== undefined && nameOf(name) === wanted)
  return found === undefined ? undefined : (found.initializer ?? found.name)
}

function nameOf(name) {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined
}
