// What would be published: the exports map, the files in each tarball, publint and are-the-types-wrong on the packed tarball.
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { reachableDeclarations } from '../lib/reachable-declarations.mjs'
import { packagesOf } from '../lib/workspace.mjs'

/** Most bytes of the packed core. */
const CORE_LIMIT = 100_000

/** Everything that may stand in a tarball. */
const ALLOWED = [
  /^package\.json$/,
  /^README\.md$/,
  /^LICENSE$/,
  /^bin\/[^/]+\.mjs$/,
  /^dist\/lib\/[^/]+\.js$/,
  /^dist\/src\/.+\.(js|d\.ts)$/,
  /^templates\//,
  /^dist\/page\//,
]
/** Problems of are-the-types-wrong that do not concern an ESM-only package on Node >= 20.19. */
const ESM_ONLY = new Set(['CJSResolvesToESM'])

export async function check(root) {
  const problems = []
  const folder = mkdtempSync(join(tmpdir(), 'countersign-pack-'))
  const all = packagesOf(root)
  try {
    const packed = JSON.parse(
      execFileSync(
        'npm',
        ['pack', '--json', '--workspaces', '--pack-destination', folder, '--loglevel=error'],
        { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
      ),
    )
    for (const { manifest, folder: source } of all) {
      const entry = (Array.isArray(packed) ? packed : Object.values(packed)).find(
        ({ name }) => name === manifest.name,
      )
      const found = entry
        ? await checkTarball(source, manifest, entry, readFileSync(join(folder, entry.filename)))
        : ['was not packed']
      problems.push(...found.map((problem) => `${manifest.name}: ${problem}`))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return { problems, looked: all.length }
}

async function checkTarball(source, manifest, entry, data) {
  const files = new Set(entry.files.map(({ path }) => path))
  return [
    ...checkFiles(files),
    ...checkExports(source, manifest, files),
    ...(manifest.name === '@countersign/core' ? checkCore(source, manifest, entry, files) : []),
    ...(await checkWithPublint(data, manifest)),
    ...(await checkTypes(data)),
  ]
}

function checkFiles(files) {
  return [
    ...[...files]
      .filter((path) => !ALLOWED.some((pattern) => pattern.test(path)))
      .map((path) => `${path} has no business in the tarball`),
    ...['README.md', 'LICENSE']
      .filter((needed) => !files.has(needed))
      .map((needed) => `${needed} is missing from the tarball`),
  ]
}

function checkExports(source, { exports }, files) {
  return targets(exports).flatMap((target) => [
    ...(files.has(target.replace('./', ''))
      ? []
      : [`${target} of the exports map is missing from the tarball`]),
    ...(existsSync(join(source, target)) ? [] : [`${target} of the exports map does not exist`]),
  ])
}

async function checkWithPublint(data, manifest) {
  const lint = await publint({
    pack: { tarball: data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) },
    level: 'warning',
  })
  return lint.messages.map((message) => `publint: ${formatMessage(message, lint.pkg ?? manifest)}`)
}

async function checkTypes(data) {
  const types = await checkPackage(createPackageFromTarballData(new Uint8Array(data)))
  const found = types.types
    ? types.problems.filter(({ kind, resolutionKind }) => !ESM_ONLY.has(kind) && resolutionKind !== 'node10')
    : [{ kind: 'no types at all' }]
  return found.map(({ kind, entrypoint }) => `are-the-types-wrong: ${kind} ${entrypoint ?? ''}`)
}

/** Core is bundled: its tarball holds the bundle and exactly the declarations that an entry reaches. */
function checkCore(folder, { exports }, { size }, files) {
  const reached = new Set(
    [...reachableDeclarations(folder, exports)].map((file) => relative(folder, file).replaceAll('\\', '/')),
  )
  return [
    ...(size > CORE_LIMIT ? [`${size} bytes packed, more than ${CORE_LIMIT}`] : []),
    ...[...reached]
      .filter((path) => !files.has(path))
      .map((path) => `${path} is missing from the tarball: run the build`),
    ...[...files]
      .filter((path) => path.startsWith('dist/src/') && !reached.has(path))
      .map((path) => `no entry reaches ${path}: run the build`),
  ]
}

function targets(exports) {
  if (typeof exports === 'string') return [exports]
  return Object.values(exports ?? {}).flatMap(targets)
}
