import { keyReserve } from './demo/key-reserve.js'

// A demo needs keys first of all, and loading the rest leaves a core without work.
if (process.argv[2] === 'demo') keyReserve.begin()
const [{ exitCode }, { reasonOf }, { runProgram }] = await Promise.all([
  import('./command/exit-code.js'),
  import('./command/write-result.js'),
  import('./program.js'),
])

/** The exit code that shells give a process ended by Ctrl-C. */
const INTERRUPTED = 130

/** One Ctrl-C can arrive more than once: from the terminal, and passed on by npm. Milliseconds. */
const SAME_KEYSTROKE = 400

const interruption = new AbortController()
let interruptedAt: number | undefined
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interruption.abort()
    interruptedAt ??= performance.now()
    // Whoever presses twice wants out at once.
    if (performance.now() - interruptedAt > SAME_KEYSTROKE) process.exit(INTERRUPTED)
  })
}
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that goes away (`countersign … | head`) is no error; a full disk is.
  if (error.code === 'EPIPE') process.exit(exitCode.good)
  process.stderr.write(`The output cannot be written: ${reasonOf(error)}.\n`)
  process.exit(exitCode.undecided)
})
// Nobody reads the progress any more: that must not end a service that runs here.
process.stderr.on('error', () => undefined)

process.exitCode = await runProgram(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  now: Date.now,
  interrupted: interruption.signal,
})
