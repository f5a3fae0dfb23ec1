import { CountersignTypeError, type ErrorCode } from '@countersign/core'

/** Collects what is wrong with a mail, so that everything is named at once. */
export class ProblemList {
  readonly #problems: { readonly code: ErrorCode; readonly text: string }[] = []

  add(code: ErrorCode, text: string): void {
    this.#problems.push({ code, text })
  }

  /** Throws when there is a problem; the first one gives the code. */
  throwIfAny(): void {
    const first = this.#problems[0]
    if (first === undefined) return
    throw new CountersignTypeError(
      first.code,
      this.#problems.map((problem) => problem.text),
    )
  }
}
