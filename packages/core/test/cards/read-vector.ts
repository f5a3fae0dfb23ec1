import { readFileSync } from 'node:fs'

/** A file of the repository's vectors folder, as text. */
export function readVector(name: string): string {
  // From packages/core/dist/test/cards/.
  return readFileSync(new URL(`../../../../../vectors/${name}`, import.meta.url), 'utf8')
}
