import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Programs that open a page on Linux; one of them is enough. */
const OPENERS = [
  'xdg-open',
  'gio',
  'sensible-browser',
  'x-www-browser',
  'www-browser',
  'firefox',
  'chromium',
  'chromium-browser',
  'google-chrome',
]

type Environment = Readonly<Record<string, string | undefined>>

/** Why no browser can be opened here; undefined where one can. */
export function findDisplayProblem(
  env: Environment,
  options: { readonly platform?: NodeJS.Platform; readonly hasProgram?: (name: string) => boolean } = {},
): string | undefined {
  const { platform = process.platform, hasProgram = (name) => isOnPath(env, name) } = options
  const isSet = (name: string): boolean => (env[name] ?? '') !== ''
  if (isSet('CI')) return 'CI is set'
  if (isSet('SSH_CONNECTION') || isSet('SSH_TTY')) return 'this is a session over SSH'
  if (platform === 'darwin' || platform === 'win32') return undefined
  if (!isSet('DISPLAY') && !isSet('WAYLAND_DISPLAY')) return 'there is no display'
  const openers = isSet('BROWSER') ? [...OPENERS, env['BROWSER'] ?? ''] : OPENERS
  return openers.some(hasProgram) ? undefined : 'there is no program that opens a page'
}

function isOnPath(env: Environment, name: string): boolean {
  return (env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(name.startsWith('/') ? '/' : folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
