import type { Writable } from 'node:stream'
import type { DemoOutcome, DemoStep } from './demo-step.js'

const GREEN = '\u001b[32m'
const RED = '\u001b[31m'
const BOLD = '\u001b[1m'
const PLAIN = '\u001b[0m'

/** Writes the story as it happens: each step with its time and with everything that was looked at. */
export class Transcript {
  readonly #out: Writable
  readonly #colors: boolean
  readonly #started: number
  readonly #now: () => number
  #step = 0
  #failed = 0

  constructor(out: Writable, options: { readonly colors: boolean; readonly now: () => number }) {
    this.#out = out
    this.#colors = options.colors
    this.#now = options.now
    this.#started = options.now()
  }

  get failed(): number {
    return this.#failed
  }

  get steps(): number {
    return this.#step
  }

  line(text: string): void {
    this.#out.write(`${text}\n`)
  }

  step({ title }: DemoStep, outcome: DemoOutcome): void {
    this.#step += 1
    const elapsed = ((this.#now() - this.#started) / 1000).toFixed(1)
    this.line(`\n${this.#paint(BOLD, `${this.#step}. ${title}`)}  [${elapsed} s]`)
    for (const { what, found, ok } of outcome.checks) {
      if (!ok) this.#failed += 1
      this.line(`   ${ok ? this.#paint(GREEN, '✓') : this.#paint(RED, '✗')} ${what}: ${found}`)
    }
    if (outcome.picture !== undefined) this.line(outcome.picture.replace(/^/gm, '     '))
  }

  #paint(color: string, text: string): string {
    return this.#colors ? `${color}${text}${PLAIN}` : text
  }
}
