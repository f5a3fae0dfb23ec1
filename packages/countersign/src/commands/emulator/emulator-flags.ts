export interface EmulatorFlags {
  readonly smtp: string
  readonly http: string
  readonly data: string
  readonly provider: string[]
  readonly strict?: boolean
  readonly open?: boolean
}
