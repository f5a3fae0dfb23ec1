import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import {
  CountersignError,
  exportPrivateKey,
  exportPublicKey,
  generateLimitedRoot,
  generateSigningKey,
} from '@countersign/core'
import type { CommandIo } from '../../command/command-io.js'
import { reasonOf, SECRET_FILE_MODE } from '../../command/write-result.js'
import type { InitFlags } from './init-flags.js'

const TEMPLATES = new URL('../../../../templates/', import.meta.url)
const SIGNING_KEY = 'countersign-signing-key.pem'
const PUBLIC_KEY = 'countersign-public-key.xml'
const LIMITED_KEYS = 'countersign-limited-keys.txt'
const GIT_IGNORE = '.gitignore'
const IGNORED = ['.env', SIGNING_KEY, LIMITED_KEYS, '.countersign/', '*.db*', 'node_modules/']

/** Throws `ERR_COMMAND_FILE` before anything is written when a file is in the way. */
export async function initService(io: CommandIo, folder: string, flags: InitFlags): Promise<void> {
  const target = resolve(io.cwd, folder)
  const inTheWay = ['.env', 'server.js', SIGNING_KEY, LIMITED_KEYS]
    .filter((name) => existsSync(join(target, name)))
    // Whoever loses a key loses every card that was sent with it: no flag writes over one.
    .filter((name) => flags.force !== true || name === SIGNING_KEY || name === LIMITED_KEYS)
  if (inTheWay.length > 0) {
    throw new CountersignError(
      'ERR_COMMAND_FILE',
      `${inTheWay.join(', ')} ${inTheWay.length === 1 ? 'is' : 'are'} there already in ${target}: move ${inTheWay.length === 1 ? 'it' : 'them'} away first.`,
    )
  }
  const key = await generateSigningKey()
  const files: readonly (readonly [name: string, text: string, mode?: number])[] = [
    [SIGNING_KEY, exportPrivateKey(key, 'pem'), SECRET_FILE_MODE],
    [PUBLIC_KEY, `${exportPublicKey(key, 'xml')}\n`],
    [LIMITED_KEYS, `${generateLimitedRoot().text}\n`, SECRET_FILE_MODE],
    ['.env', await readFile(new URL('env.txt', TEMPLATES), 'utf8'), SECRET_FILE_MODE],
    ['server.js', await readFile(new URL('server.js', TEMPLATES), 'utf8')],
    // Private keys lie in the folder from now on. A list that is there already is its owner's to change.
    ...(existsSync(join(target, GIT_IGNORE)) ? [] : [[GIT_IGNORE, `${IGNORED.join('\n')}\n`] as const]),
  ]
  try {
    await mkdir(target, { recursive: true })
    for (const [name, text, mode] of files) {
      await writeFile(join(target, name), text, mode === undefined ? undefined : { mode })
      io.stderr.write(`${relative(io.cwd, join(target, name))}\n`)
    }
  } catch (cause) {
    throw new CountersignError('ERR_COMMAND_FILE', `${target} cannot be written to: ${reasonOf(cause)}.`, {
      cause,
    })
  }
  io.stderr.write(
    [
      '',
      `Register the public key (${PUBLIC_KEY}) for your provider, and fill in .env for production.`,
      'To try it now, without either:',
      '  npm i @countersign/service express zod',
      '  npx countersign dev -- node server.js',
      '',
    ].join('\n'),
  )
}
