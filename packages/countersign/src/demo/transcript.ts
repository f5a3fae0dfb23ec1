import type { Writable } from 'node:stream'
import type { DemoOutcome, DemoStep } from './demo-step.js'

const GREEN = '\u001b[32m'
const RED = '\u001b[31m'
const BOLD = '\u001b[1m'
const PLAIN = '\u001b[0m'

/** A step as it was played. */
export interface PlayedStep {
  readonly number: number
  readonly title: string
  readonly explains?: string
  /** Seconds since the beginning of the demo, at the end of the step. */
  readonly elapsedSeconds: number
  readonly outcome: DemoOutcome
}

/** Writes the demo as it happens: each step with its time, and with everything that was looked at. */
export class Transcript {
  readonly #out: Writable
  readonly #colors: boolean
  readonly #now: () => number
  readonly #started: number
  readonly #played: PlayedStep[] = []

  constructor(out: Writable, options: { readonly colors: boolean; readonly now: () => number }) {
    this.#out = out
    this.#colors = options.colors
    this.#now = options.now
    this.#started = options.now()
  }

  get played(): readonly PlayedStep[] {
    return this.#played
  }

  /** How many things were not as they should be. */
  get failed(): number {
    return this.#played.flatMap(({ outcome }) => outcome.checks).filter(({ ok }) => !ok).length
  }

  get elapsedSeconds(): number {
    return (this.#now() - this.#started) / 1000
  }

  line(text: string): void {
    this.#out.write(`${text}\n`)
  }

  /** One line for something that was done, with the time at which it was. */
  mark(text: string, ok = true): void {
    this.line(`${this.#time()} ${ok ? this.#paint(GREEN, '✓') : this.#paint(RED, '✗')} ${text}`)
  }

  /** A step with everything that was looked at. */
  step(step: DemoStep & { readonly explains?: string }, outcome: DemoOutcome): void {
    const { title, explains } = step
    const number = this.#played.length + 1
    this.#played.push({
      number,
      title,
      ...(explains !== undefined && { explains }),
      elapsedSeconds: this.elapsedSeconds,
      outcome,
    })
    this.line(`\n${this.#paint(BOLD, `${number}. ${title}`)}  ${this.#time()}`)
    if (explains !== undefined) this.line(`   ${explains}`)
    for (const { what, found, ok } of outcome.checks) {
      this.line(`   ${ok ? this.#paint(GREEN, '✓') : this.#paint(RED, '✗')} ${what}: ${found}`)
    }
    if (outcome.code !== undefined) this.line(`   ${this.#paint(RED, outcome.code)}`)
    if (outcome.picture !== undefined) this.line(outcome.picture.trimEnd().replace(/^/gm, '     '))
  }

  #time(): string {
    return `[${this.elapsedSeconds.toFixed(1)} s]`
  }

  #paint(color: string, text: string): string {
    return this.#colors ? `${color}${text}${PLAIN}` : text
  }
}
