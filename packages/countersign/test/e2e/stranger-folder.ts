import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { repository } from './repository.js'

const run = promisify(execFile)

/** npm as a stranger has it: nothing of the test run's own npm settings leaks in. */
export const strangersEnv: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(npm_|COUNTERSIGN_|NODE_TEST|PORT$|INIT_CWD$)/.test(name),
  ),
)

const PRODUCTION = ['countersign-core', 'countersign-ledger', 'countersign-mail', 'countersign-service']

/** An empty folder outside the repository with the packed tarballs installed as the README says. */
export async function createStrangerFolder(dependencies: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stranger-'))
  const tarballs = await mkdtemp(join(tmpdir(), 'tarballs-'))
  try {
    await npm(repository, ['pack', '--workspaces', '--pack-destination', tarballs])
    const files = await readdir(tarballs)
    const production = files.filter((file) => PRODUCTION.some((name) => file.startsWith(`${name}-`)))
    const development = files.filter((file) => !production.includes(file))
    await writeFile(
      join(folder, 'package.json'),
      JSON.stringify({ name: 'stranger', private: true, type: 'module' }),
    )
    await npm(folder, ['install', ...production.map((file) => join(tarballs, file)), ...dependencies])
    await npm(folder, ['install', '-D', ...development.map((file) => join(tarballs, file))])
  } finally {
    await rm(tarballs, { recursive: true, force: true })
  }
  return folder
}

/** The README's code block with this file name. */
export function readmeFile(name: string): string {
  const readme = readFileSync(join(repository, 'README.md'), 'utf8')
  const block = new RegExp(`\`\`\`js ${name.replace('.', '\\.')}\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1]
  if (block === undefined) throw new Error(`The README has no code block for ${name}.`)
  return block
}

async function npm(cwd: string, args: readonly string[]): Promise<void> {
  await run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'], {
    cwd,
    env: strangersEnv,
    maxBuffer: 64 * 1024 * 1024,
  })
}
