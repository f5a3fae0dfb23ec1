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
      if (!entry) {
        problems.push(`${manifest.name} was not packed`)
        continue
      }
      const files = new Set(entry.files.map(({ path }) => path))
      for (const path of files)
        if (!ALLOWED.some((pattern) => pattern.test(path)))
          problems.push(`${manifest.name}: ${path} has no business in the tarball`)
      for (const needed of ['README.md', 'LICENSE'])
        if (!files.has(needed)) problems.push(`${manifest.name}: ${needed} is missing from the tarball`)
      for (const target of targets(manifest.exports)) {
        if (!files.has(target.replace('./', '')))
          problems.push(`${manifest.name}: ${target} of the exports map is missing from the tarball`)
        if (!existsSync(join(source, target)))
          problems.push(`${manifest.name}: ${target} of the exports map does not exist`)
      }
      if (manifest.name === '@countersign/core') problems.push(...checkCore(source, manifest, entry, files))
      const data = readFileSync(join(folder, entry.filename))
      const lint = await publint({
        pack: { tarball: data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength) },
        level: 'warning',
      })
      problems.push(
        ...lint.messages.map(
          (message) => `${manifest.name}: publint: ${formatMessage(message, lint.pkg ?? manifest)}`,
        ),
      )
      const types = await checkPackage(createPackageFromTarballData(new Uint8Array(data)))
      const found = types.types
        ? types.problems.filter(
            ({ kind, resolutionKind }) => !ESM_ONLY.has(kind) && resolutionKind !== 'node10',
          )
        : [{ kind: 'no types at all' }]
      problems.push(
        ...found.map(
          ({ kind, entrypoint }) => `${manifest.name}: are-the-types-wrong: ${kind} ${entrypoint ?? ''}`,
        ),
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return { problems, looked: all.length }
}

/** Core is bundled: its tarball holds the bundle and exactly the declarations that an entry reaches. */
function checkCore(folder, { name, exports }, { size }, files) {
  const problems = size > CORE_LIMIT ? [`${name}: ${size} bytes packed, more than ${CORE_LIMIT}`] : []
  const reached = new Set(
    [...reachableDeclarations(folder, exports)].map((file) => relative(folder, file).replaceAll('\\', '/')),
  )
  for (const path of reached)
    if (!files.has(path)) problems.push(`${name}: ${path} is missing from the tarball: run the build`)
  for (const path of files)
    if (path.startsWith('dist/src/') && !reached.has(path))
      problems.push(`${name}: no entry reaches ${path}: run the build`)
  return problems
}

function targets(exports) {
  if (typeof exports === 'string') return [exports]
  return Object.values(exports ?? {}).flatMap(targets)
}
