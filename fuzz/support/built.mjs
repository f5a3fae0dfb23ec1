import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** A compiled module of a package, inner ones included: `built('core', 'jose/pem.js')`. */
export function built(name, module) {
  return import(pathToFileURL(join(root, 'packages', name, 'dist', 'src', module)).href)
}

/** A compiled helper of a package's tests: a yardstick stands in one place. */
export function builtTest(name, module) {
  return import(pathToFileURL(join(root, 'packages', name, 'dist', 'test', module)).href)
}
