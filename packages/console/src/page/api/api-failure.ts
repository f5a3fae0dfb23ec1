/** Why a call of the emulator came to nothing, ready to be shown. */
export class ApiFailure extends Error {
  /** The HTTP status; 0 where no answer came. */
  readonly status: number
  readonly code: string | undefined
  readonly hint: string | undefined

  constructor(status: number, message: string, code?: string, hint?: string) {
    super(message)
    this.name = 'ApiFailure'
    this.status = status
    this.code = code
    this.hint = hint
  }
}

export function toApiFailure(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error
  return new ApiFailure(0, 'The page met an error of its own.')
}
