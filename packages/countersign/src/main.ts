import { runProgram } from './program.js'

/** The exit code that shells give a process ended by Ctrl-C. */
const INTERRUPTED = 130

const interruption = new AbortController()
let interruptions = 0
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interruption.abort()
    // Whoever presses twice wants out at once.
    if (++interruptions > 1) process.exit(INTERRUPTED)
  })
}
// A reader that goes away (`countersign … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await runProgram(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  now: Date.now,
  interrupted: interruption.signal,
})
