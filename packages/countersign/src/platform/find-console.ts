import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { consoleFolder } from '@countersign/console'

/** The folder of the page's built files; undefined where they were not built, and then there is just the API. */
export function findConsole(): string | undefined {
  return existsSync(join(consoleFolder, 'index.html')) ? consoleFolder : undefined
}
