export interface VerifyTokenFlags {
  readonly profile: string
  readonly audience: string[]
  readonly jwks?: string
  readonly metadata?: string
  readonly trustedMetadata: string[]
  readonly tenant: string[]
  readonly scope: string[]
  readonly caller: string[]
  readonly sender: string[]
  readonly cloud?: string
  readonly serviceUrl?: string
  readonly allowedServiceUrl: string[]
  readonly channel?: string
  readonly key: string[]
  readonly body?: string
  readonly trustEmulator: string[]
  readonly at?: string
  readonly batch?: boolean
  readonly json?: boolean
}
