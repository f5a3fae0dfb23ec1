import { CountersignTypeError } from '@countersign/core/errors'
import type { DnsResolver } from './dns-resolver.js'

export interface ZoneEntry {
  /** Each string is one record; longer than 255 bytes is fine. */
  readonly TXT?: string | readonly string[]
  readonly A?: string | readonly string[]
  readonly AAAA?: string | readonly string[]
  readonly MX?: readonly { readonly exchange: string; readonly priority: number }[]
  readonly PTR?: string | readonly string[]
}

/** Records by owner name, e.g. `{ 'contoso.example': { TXT: 'v=spf1 ip4:127.0.0.1 -all' } }`. */
export type ZoneRecords = Readonly<Record<string, ZoneEntry>>

const RECORD_TYPES = ['TXT', 'A', 'AAAA', 'MX', 'PTR'] as const
type RecordType = (typeof RECORD_TYPES)[number]

/**
 * A resolver over fixed records: names are compared without case and without a final dot, there are no
 * wildcards, and nothing outside the zone is asked of anybody. The records are copied.
 * Throws ERR_ADMISSION_ZONE (all problems at once) for records that are no zone.
 */
export function createStaticZone(records: ZoneRecords): DnsResolver {
  const zone = new Map<string, ReadonlyMap<string, readonly unknown[]>>()
  const problems: string[] = []
  for (const [name, entry] of Object.entries(records)) {
    const types = new Map<string, readonly unknown[]>()
    for (const type of Object.keys(entry)) {
      if (isRecordType(type)) types.set(type, toAnswer(entry, type))
      else problems.push(`${name}: record type ${type} is not one of ${RECORD_TYPES.join(', ')}`)
    }
    if (zone.has(canonicalName(name))) problems.push(`${name}: the name is there twice`)
    zone.set(canonicalName(name), types)
  }
  if (problems.length > 0) throw new CountersignTypeError('ERR_ADMISSION_ZONE', problems)

  return (name, rrtype) => {
    const types = zone.get(canonicalName(name))
    if (!types) return Promise.reject(dnsError('ENOTFOUND', name, rrtype))
    const answer = types.get(rrtype.toUpperCase())
    return answer
      ? Promise.resolve(structuredClone(answer))
      : Promise.reject(dnsError('ENODATA', name, rrtype))
  }
}

function isRecordType(type: string): type is RecordType {
  return (RECORD_TYPES as readonly string[]).includes(type)
}

function toAnswer(entry: ZoneEntry, type: RecordType): readonly unknown[] {
  if (type === 'MX') return (entry.MX ?? []).map(({ exchange, priority }) => ({ exchange, priority }))
  const value = entry[type] ?? []
  const values = typeof value === 'string' ? [value] : [...value]
  return type === 'TXT' ? values.map((text) => [text]) : values
}

function canonicalName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}

function dnsError(code: 'ENOTFOUND' | 'ENODATA', name: string, rrtype: string): Error {
  return Object.assign(new Error(`query${rrtype} ${code} ${name}`), { code })
}
