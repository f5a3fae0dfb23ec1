import { CountersignError, isCodedError } from '@countersign/core'
import { openLedger, type Ledger } from '@countersign/ledger'

/** A ledger that is opened when it is first needed, and again if that failed. */
export interface LedgerSource {
  readonly configured: boolean
  /** Throws `ERR_LEDGER_UNAVAILABLE`, and `ERR_LEDGER_CLOSED` for a ledger of our own after `close`. */
  open(): Promise<Ledger>
  /** Closes the ledger only if it was opened here. */
  close(): Promise<void>
}

export function createLedgerSource(option: Ledger | string | undefined): LedgerSource {
  let opening: Promise<Ledger> | undefined
  let closed = false
  return {
    configured: option !== undefined,
    open() {
      if (option === undefined) return Promise.reject(new CountersignError('ERR_LEDGER_UNAVAILABLE'))
      if (typeof option !== 'string') return Promise.resolve(option)
      if (closed) return Promise.reject(new CountersignError('ERR_LEDGER_CLOSED'))
      opening ??= openLedger(option).catch((cause: unknown) => {
        opening = undefined
        throw isCodedError(cause)
          ? cause
          : new CountersignError('ERR_LEDGER_UNAVAILABLE', undefined, { cause })
      })
      return opening
    },
    async close() {
      const opened = opening
      opening = undefined
      closed = true
      // One that could not be opened needs no closing.
      const ledger = await opened?.catch(() => undefined)
      await ledger?.close()
    },
  }
}

/** What is wrong with the option, without repeating it: a URL may hold a password. */
export function findLedgerProblem(option: unknown): string | undefined {
  if (option === undefined) return undefined
  if (typeof option === 'object' && option !== null && 'reserve' in option && 'settle' in option)
    return undefined
  if (typeof option === 'string' && (option === 'memory:' || /^sqlite:./.test(option))) return undefined
  return 'ledger (COUNTERSIGN_LEDGER) must be a ledger, sqlite:FILE or memory:.'
}
