/**
 * One load run: the emulator, the service and the clients in a process each, the events of the keys in the middle, and
 * what was seen at the end.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadavg } from 'node:os'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { EMULATOR_TENANTS } from '@countersign/core'
import { withTemporaryFolder } from '../support/temporary-folder.mjs'
import { startChild } from './child-process.mjs'
import { judgeRuns } from './judge-runs.mjs'
import { expectFirstLoad, KEY_EVENTS, timeOf } from './key-events.mjs'
import { composeReport } from './compose-report.mjs'

/** The expense that goes through the mail, and that the emulator presses. */
const MAILED = '1234'
/** Seconds between two looks at memory and progress, and how many there are at least. */
const LOOK_EVERY = 5
const LEAST_LOOKS = 10
/** After the last event the load goes on for at least this part of the time. */
const LAST_PART = 0.1

/**
 * @param {{ seconds: number, clients: number, adapter: string }} options
 * @param {{ onLook: (look: object) => void, interrupted: Promise<never> }} watch
 */
export function runLoad(options, { onLook, interrupted }) {
  return withTemporaryFolder(async (folder) => {
    const problems = []
    const wrong = (problem) => problems.push(problem)
    const run = {
      options,
      problems,
      wrong,
      samples: [],
      phase: 'first key',
      pressesByEmulator: 0,
      tenants: Object.values(EMULATOR_TENANTS).map(({ tenantId }) => tenantId),
      platform: startChild('./platform-process.mjs', {
        onEvent: (event, value) => event === 'wrong' && wrong(value),
      }),
      service: startChild('./service-process.mjs', { execArgv: ['--expose-gc'] }),
      clients: startChild('./clients-process.mjs'),
    }
    try {
      return await Promise.race([load(run, folder, onLook), interrupted])
    } finally {
      await Promise.all([run.clients.stop(), run.service.stop(), run.platform.stop()])
    }
  })
}

async function load(run, folder, onLook) {
  const { options, service, clients } = run
  const files = { runs: join(folder, 'runs'), told: join(folder, 'told') }
  await prepare(run, folder, files)
  const loadAtStart = loadavg()[0]
  await clients.ask('start', { clients: options.clients })
  run.startedAt = performance.now()
  const looking = lookAgainAndAgain(run, onLook)
  // Whatever ends it ends the rest as well, and is told once.
  looking.catch(() => undefined)
  await passKeyEvents(run)
  await sleepUntil(run, options.seconds)
  const seen = await clients.ask('finish')
  run.finished = true
  await looking
  // Nothing is on its way any more, so both files are complete.
  const [runs, told] = await Promise.all([readFile(files.runs, 'utf8'), readFile(files.told, 'utf8')])
  const mailed = run.pressesByEmulator > 0 ? `${MAILED} ${findRun(runs, MAILED)}\n` : ''
  const judged = judgeRuns(runs, `${told}${mailed}`)
  run.problems.push(...judged.problems)
  return composeReport(run, {
    seen,
    runs: judged.runs,
    loadAverage: [loadAtStart, loadavg()[0]],
    last: await service.ask('sample'),
  })
}

async function prepare(run, folder, files) {
  const { platform, service, clients, options } = run
  const registered = await platform.ask('register')
  const env = {
    ...registered,
    COUNTERSIGN_LEDGER: `sqlite:${join(folder, 'ledger.db')}`,
    // Events are for development: every check of every press would go over HTTP once more.
    COUNTERSIGN_EVENTS: '',
    COUNTERSIGN_EVENTS_SECRET: '',
  }
  const { port } = await service.ask('start', { env, adapter: options.adapter, runsFile: files.runs })
  await platform.ask('route', { port })
  await service.ask('send', { item: MAILED })
  const { tokens, people } = await platform.ask('mint')
  await clients.ask('open', { env, port, tokens, people, answersFile: files.told })
  await clients.ask('playEach')
  await expectFirstLoad(run)
}

async function passKeyEvents(run) {
  for (const event of KEY_EVENTS) {
    await sleepUntil(run, timeOf(event, run.options.seconds))
    run.phase = event.name
    await event.run(run)
  }
  // A short run is over before its last event has had an effect.
  await sleep(LAST_PART * Math.min(run.options.seconds, 60) * 1_000)
}

async function lookAgainAndAgain(run, onLook) {
  const every = Math.min(LOOK_EVERY, run.options.seconds / LEAST_LOOKS)
  for (let next = every; !run.finished; next += every) {
    await sleepUntil(run, next)
    if (!run.finished) await look(run, onLook)
  }
}

async function look(run, onLook) {
  const [sample, seen] = await Promise.all([run.service.ask('sample'), run.clients.ask('progress')])
  const at = secondsOf(run)
  run.samples.push({ at, heap: sample.heap, rss: sample.rss })
  onLook({ at, phase: run.phase, problems: run.problems.length, ...sample, ...seen })
}

/** The run that the item had, where it had exactly one. */
function findRun(runs, item) {
  const found = runs.split('\n').filter((line) => line.startsWith(`${item} `))
  return found.length === 1 ? found[0].split(' ')[1] : 'not exactly one'
}

async function sleepUntil(run, seconds) {
  await sleep(Math.max(0, (seconds - secondsOf(run)) * 1_000))
}

function secondsOf({ startedAt }) {
  return (performance.now() - startedAt) / 1_000
}
