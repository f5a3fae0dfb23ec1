/**
 * `start`: a whole process that imports @countersign/core, from its start to its end, against one with an empty module;
 * and the size of what is installed. `more` is the difference in milliseconds, `moreCpu` in processor time, which a busy
 * machine distorts less. `cryptoAlone` is the part of it that is node:crypto's, which core cannot do without, and
 * `asModules` what the difference would be without the bundle.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { median, toTimeRow } from './support/row.mjs'
import { withTemporaryFolder } from './support/temporary-folder.mjs'

export const name = 'start'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
/** Processes of each contender in a pass. */
const PROCESSES = 6
/** Ends each process: the processor time that it took, in microseconds. */
const REPORT = `import { writeSync } from 'node:fs'
const { user, system } = process.cpuUsage()
writeSync(1, String(user + system))
`
/** Bytes that the tarball must stay under. */
const TARBALL_LIMIT = 100_000

export async function run({ quick, passes }) {
  return [await measureImport(quick ? 1 : PROCESSES, passes), measureTarball()]
}

function measureImport(processes, passes) {
  return withTemporaryFolder(async (folder) => {
    const { wall, cpu } = measureProcesses(writeModules(folder), processes, passes)
    const { 'node:crypto': crypto, 'core as modules': modules, ...contenders } = wall
    return {
      ...toTimeRow(name, contenders),
      moreCpu: beyond(cpu.ours, cpu.limit),
      cryptoAlone: beyond(crypto, wall.limit),
      asModules: beyond(modules, wall.limit),
    }
  })
}

/** One file for each contender, which imports it. */
function writeModules(folder) {
  const imports = {
    limit: undefined,
    ours: import.meta.resolve('@countersign/core'),
    jose: import.meta.resolve('jose'),
    'node:crypto': 'node:crypto',
    'core as modules': pathToFileURL(join(root, 'packages/core/dist/src/index.js')).href,
  }
  return Object.entries(imports).map(([contender, specifier], i) => {
    const path = join(folder, `${i}.mjs`)
    const wanted = specifier === undefined ? '' : `import ${JSON.stringify(specifier)}\n`
    writeFileSync(path, wanted + REPORT)
    return [contender, path]
  })
}

/** Milliseconds: the least of some processes for each pass, because everything else on the machine only adds. */
function measureProcesses(modules, processes, passes) {
  const wall = Object.fromEntries(modules.map(([contender]) => [contender, Array(passes).fill(Infinity)]))
  const cpu = structuredClone(wall)
  for (let pass = 0; pass < passes; pass++) {
    for (let i = 0; i < processes; i++) {
      for (const [contender, path] of modules) {
        const took = runProcess(path)
        wall[contender][pass] = Math.min(wall[contender][pass], took.wall)
        cpu[contender][pass] = Math.min(cpu[contender][pass], took.cpu)
      }
    }
  }
  return { wall, cpu }
}

function runProcess(path) {
  const started = performance.now()
  const { status, stdout } = spawnSync(process.execPath, [path], { encoding: 'utf8' })
  const wall = performance.now() - started
  if (status !== 0) throw new Error(`${path} does not start`)
  return { wall, cpu: Number(stdout) / 1000 }
}

function beyond(times, limit) {
  return Number(median(times.map((time, pass) => time - limit[pass])).toFixed(1))
}

function measureTarball() {
  const args = ['pack', '--dry-run', '--json', '--workspace', '@countersign/core', '--loglevel=error']
  const packed = JSON.parse(
    execFileSync('npm', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
  )
  const { size, files } = Array.isArray(packed) ? packed[0] : Object.values(packed)[0]
  return {
    name: 'start tarball',
    unit: 'bytes',
    ours: size,
    peers: {},
    limit: TARBALL_LIMIT,
    ofLimit: Number((TARBALL_LIMIT / size).toFixed(3)),
    ofBestPeer: null,
    files: files.length,
  }
}
