export interface GenerateKeyFlags {
  readonly bits: string
  readonly to: string
  readonly out?: string
  readonly publicOut?: string
  readonly publicTo: string
  readonly limited?: boolean
}

export interface ConvertKeyFlags {
  readonly to: string
  readonly from?: string
  readonly private?: boolean
  readonly out?: string
}
