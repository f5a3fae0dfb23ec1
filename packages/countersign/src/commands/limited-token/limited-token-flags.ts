export interface LimitedTokenFlags {
  readonly keys?: string
  readonly service: string
  readonly at?: string
  readonly json?: boolean
}

export interface MintLimitedTokenFlags extends LimitedTokenFlags {
  readonly purpose: string
  readonly kind: string
  readonly item: string
  readonly itemVersion: string
  readonly decision?: string
  readonly actor: string[]
  readonly originator: string
  readonly sender?: string
  readonly correlationId?: string
  readonly expiresIn: string
}
