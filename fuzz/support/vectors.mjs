import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './built.mjs'

const folder = join(root, 'vectors')

export function readVector(path) {
  return readFileSync(join(folder, path), 'utf8')
}

/** The texts of every vector of a folder whose name ends so. */
export function readVectors(under, ending) {
  return readdirSync(join(folder, under))
    .filter((name) => name.endsWith(ending))
    .map((name) => readVector(join(under, name)))
}
