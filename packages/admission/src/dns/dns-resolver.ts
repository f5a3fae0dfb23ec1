/**
 * Looks one record type up, in the shapes of `dns.promises.resolve` (which fits): TXT `string[][]`, A, AAAA
 * and PTR `string[]`, MX `{ exchange, priority }[]`. Rejects with an error whose `code` is `ENOTFOUND` or
 * `ENODATA` for "there is none"; every other code counts as a temporary failure, never as an answer.
 * Time-outs are the resolver's own business.
 */
export type DnsResolver = (name: string, rrtype: string) => Promise<unknown>
