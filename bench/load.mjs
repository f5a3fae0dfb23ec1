// `npm run load [-- --seconds N --clients N --adapter NAME --json]`: the README's example service under many clients
// at once, for minutes, through a real HTTP adapter. Results on stdout, progress on stderr; exit 1 where one answer was
// wrong or lost, a handler ran twice, or memory grows.
import { readOptions, USAGE } from './load/read-options.mjs'
import { renderLook, renderReport } from './load/render-report.mjs'
import { runLoad } from './load/run-load.mjs'

const options = readOrExplain(process.argv.slice(2))
const interrupted = new Promise((_resolve, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => reject(new Interruption()))
})
interrupted.catch(() => undefined)

class Interruption extends Error {}

try {
  const report = await runLoad(options, { interrupted, onLook: (look) => console.error(renderLook(look)) })
  console.log(options.json ? JSON.stringify(report, null, 2) : renderReport(report))
  process.exitCode = report.ok ? 0 : 1
} catch (error) {
  if (!(error instanceof Interruption)) throw error
  process.exitCode = 130
}

function readOrExplain(args) {
  try {
    return readOptions(args)
  } catch (error) {
    console.error(`${error.message}\n${USAGE}`)
    process.exit(2)
  }
}
