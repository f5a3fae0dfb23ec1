import type { DemoContext } from './demo-context.js'

/** One thing that was looked at: what it is, what was found, and whether that is what it should be. */
export interface DemoCheck {
  readonly what: string
  readonly found: string
  readonly ok: boolean
}

export interface DemoOutcome {
  readonly checks: readonly DemoCheck[]
  /** A picture for the reader: a card drawn in text. */
  readonly picture?: string
}

/** One step of the story. It really happens: over SMTP and HTTP, with real tokens. */
export interface DemoStep {
  readonly title: string
  run(context: DemoContext): Promise<DemoOutcome>
}

/** A check that a value is exactly what it should be. */
export function expectValue(
  what: string,
  found: string | number | boolean | undefined,
  wanted: typeof found,
): DemoCheck {
  const ok = found === wanted
  return { what, found: ok ? String(found) : `${String(found)}, but it should be ${String(wanted)}`, ok }
}
