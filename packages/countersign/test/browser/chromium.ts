import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** Nothing of the browser's own goes to the network: it would only be in the way of the test. */
const QUIET = [
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--no-first-run',
]

const executablePath = findChromium()

/**
 * Why the browser's tests cannot run here, for `{ skip: skipReason }`; false where they can. Under CI=true nothing is
 * skipped: the launch fails instead.
 */
export const skipReason: string | false =
  executablePath === undefined && process.env.CI !== 'true'
    ? 'no Chromium: set CHROMIUM_PATH, or install one that the PATH finds'
    : false

/** A new headless Chromium; the caller closes it. */
export function launchChromium(): Promise<Browser> {
  if (executablePath === undefined) throw new Error('There is no Chromium on CHROMIUM_PATH or the PATH.')
  // Chromium has no sandbox for root, and asks to be told so.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return chromium.launch({ executablePath, args: [...QUIET, ...sandbox] })
}

function findChromium(): string | undefined {
  const given = process.env.CHROMIUM_PATH
  if (given !== undefined && given !== '') return given
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
