import { errorCatalog, type ErrorCode } from './error-catalog.js'

/** Facts about a failure that are safe to log: never a token, a key or a claim's value. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean>>

export interface CountersignErrorOptions {
  readonly cause?: unknown
  readonly details?: ErrorDetails
  /** In place of the catalog's, where whoever throws knows more than the code says. */
  readonly hint?: string
}

/** What every error of the toolkit carries, `TypeError`s included. */
export interface CodedError extends Error {
  readonly code: ErrorCode
  /** What to do about it, in one sentence. */
  readonly hint: string
  /** Where the code is explained: a path in the repository. */
  readonly docs: string
}

/** A refusal or a failure at run time. The message never holds a token, a key or a claim's value. */
export class CountersignError extends Error implements CodedError {
  override readonly name = 'CountersignError'
  readonly code: ErrorCode
  readonly hint: string
  readonly docs: string
  readonly details: ErrorDetails

  constructor(code: ErrorCode, message?: string, options: CountersignErrorOptions = {}) {
    super(
      message ?? errorCatalog[code].message,
      options.cause === undefined ? undefined : { cause: options.cause },
    )
    this.code = code
    this.hint = options.hint ?? errorCatalog[code].hint
    this.docs = docsOf(code)
    this.details = options.details ?? {}
  }
}

/** A caller's mistake: wrong options or a wrong argument. Lists every problem at once. */
export class CountersignTypeError extends TypeError implements CodedError {
  override readonly name = 'CountersignTypeError'
  readonly code: ErrorCode
  readonly hint: string
  readonly docs: string
  readonly problems: readonly string[]

  constructor(code: ErrorCode, problems: string | readonly string[]) {
    const list = typeof problems === 'string' ? [problems] : [...problems]
    super(
      list.length === 1
        ? list[0]
        : `${errorCatalog[code].message}\n${list.map((p) => `  - ${p}`).join('\n')}`,
    )
    this.code = code
    this.hint = errorCatalog[code].hint
    this.docs = docsOf(code)
    this.problems = list
  }
}

/** True for both error classes, whichever copy of the package made them. */
export function isCodedError(error: unknown): error is CodedError {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('ERR_') &&
    'hint' in error &&
    'docs' in error
  )
}

function docsOf(code: ErrorCode): string {
  return `docs/errors.md#${code.toLowerCase()}`
}
