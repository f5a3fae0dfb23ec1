import { CountersignError } from '@countersign/core'
import type { Ledger } from '@countersign/ledger'

/** A ledger with some operations replaced. */
export function withFaults(ledger: Ledger, faults: Partial<Ledger>): Ledger {
  return new Proxy(ledger, {
    get(target, name: keyof Ledger): unknown {
      const member: unknown = Reflect.get(name in faults ? faults : target, name)
      return typeof member === 'function' ? (member.bind(target) as unknown) : member
    },
  })
}

export const down = () => Promise.reject(new CountersignError('ERR_LEDGER_UNAVAILABLE'))
