import { readFileSync } from 'node:fs'

const folder = new URL('../../../../../vectors/', import.meta.url)

export function readVector(path: string): string {
  return readFileSync(new URL(path, folder), 'utf8').trim()
}

export function readJsonVector<T>(path: string): T {
  return JSON.parse(readVector(path)) as T
}
