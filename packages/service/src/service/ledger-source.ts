import { CountersignError, isCodedError } from '@countersign/core'
import { openLedger, type Ledger } from '@countersign/ledger'

/** A ledger that is opened when it is first needed, and again if that failed. */
export interface LedgerSource {
  readonly configured: boolean
  /** Undefined until it is open. */
  readonly opened: Ledger | undefined
  /** Throws `ERR_LEDGER_UNAVAILABLE`, and `ERR_LEDGER_CLOSED` for a ledger of our own after `close`. */
  open(): Promise<Ledger>
  /** Closes the ledger only if it was opened here. */
  close(): Promise<void>
}

export function createLedgerSource(option: Ledger | string | undefined): LedgerSource {
  let opened = typeof option === 'string' ? undefined : option
  let opening: Promise<Ledger> | undefined
  let closed = false
  return {
    configured: option !== undefined,
    get opened() {
      return opened
    },
    open() {
      if (option === undefined) return Promise.reject(new CountersignError('ERR_LEDGER_UNAVAILABLE'))
      if (typeof option !== 'string') return Promise.resolve(option)
      if (closed) return Promise.reject(new CountersignError('ERR_LEDGER_CLOSED'))
      opening ??= openLedger(option).then(
        (ledger) => {
          if (!closed) opened = ledger
          return ledger
        },
        (cause: unknown) => {
          opening = undefined
          throw isCodedError(cause)
            ? cause
            : new CountersignError('ERR_LEDGER_UNAVAILABLE', undefined, { cause })
        },
      )
      return opening
    },
    async close() {
      const ours = opening
      opening = undefined
      closed = true
      if (typeof option === 'string') opened = undefined
      // One that could not be opened needs no closing.
      const ledger = await ours?.catch(() => undefined)
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
