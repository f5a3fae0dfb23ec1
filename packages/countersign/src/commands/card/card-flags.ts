export interface LintCardFlags {
  readonly target: string[]
  readonly recipient: string[]
  readonly decision: string[]
  readonly signed?: boolean
  readonly errorsOnly?: boolean
  readonly json?: boolean
}

export interface SignCardFlags {
  readonly key?: string
  readonly originator: string
  readonly sender: string
  readonly recipient: string[]
  readonly at?: string
  readonly html?: boolean
  readonly out?: string
}

export interface ConvertCardFlags {
  readonly json?: boolean
  readonly out?: string
}

export interface VerifyCardFlags {
  readonly key: string
  readonly batch?: boolean
  readonly json?: boolean
}
