/** mailauth ships no types; this is the part that the tests use. */
declare module 'mailauth/lib/dkim/verify.js' {
  interface DkimResult {
    readonly signingDomain: string
    readonly selector: string
    readonly algo: string
    readonly signingHeaders: { readonly keys: string; readonly headers: readonly string[] }
    readonly status: { readonly result: string; readonly comment?: string; readonly aligned?: string | false }
    readonly canonBodyLengthLimited?: boolean
  }
  interface DkimOptions {
    readonly resolver: (name: string, type: string) => Promise<string[][]>
    readonly curTime?: Date
  }
  export function dkimVerify(
    input: Buffer,
    options: DkimOptions,
  ): Promise<{ readonly results: readonly DkimResult[]; readonly headerFrom: readonly string[] }>
}
