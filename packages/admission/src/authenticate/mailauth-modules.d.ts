// mailauth 4.9.5 brings no types. Only what is used, as its code has it.

declare module 'mailauth/lib/dkim/verify.js' {
  import type { DnsResolver } from '../dns/dns-resolver.js'

  interface DkimVerifyOptions {
    readonly resolver: DnsResolver
    readonly minBitLength: number
    readonly curTime: Date
    /** The envelope sender; without it the Return-Path field would be read. */
    readonly sender: string
  }
  interface DkimVerifyResult {
    readonly results: readonly {
      readonly signingDomain?: string
      readonly selector?: string
      /** `b=` without white space. */
      readonly signature?: string
      readonly modulusLength?: number
      /** The key record. */
      readonly rr?: string
      readonly status: {
        readonly result: string
        readonly comment?: string
        readonly policy?: Readonly<Record<string, string>>
      }
    }[]
  }
  const api: { dkimVerify(input: Buffer, options: DkimVerifyOptions): Promise<DkimVerifyResult> }
  export default api
}

declare module 'mailauth/lib/spf/index.js' {
  import type { DnsResolver } from '../dns/dns-resolver.js'

  interface SpfResult {
    readonly domain: string
    readonly status: { readonly result: string; readonly comment?: string }
  }
  const api: {
    spf(options: {
      readonly sender: string
      readonly ip: string
      readonly helo: string
      readonly mta: string
      readonly resolver: DnsResolver
    }): Promise<SpfResult>
  }
  export default api
}

declare module 'mailauth/lib/dmarc/index.js' {
  import type { DnsResolver } from '../dns/dns-resolver.js'

  interface DmarcResult {
    readonly status: { readonly result: string }
    readonly domain: string
    readonly policy?: string
    /** The record. */
    readonly rr?: string
  }
  const api: {
    dmarc(options: {
      readonly headerFrom: readonly [string]
      readonly spfDomains: readonly string[]
      readonly dkimDomains: readonly string[]
      readonly resolver: DnsResolver
    }): Promise<DmarcResult | false>
  }
  export default api
}
