import { answer } from '@countersign/core'
import type { ExpenseHandler } from './test-service.js'

export interface GatedHandler {
  readonly handler: ExpenseHandler
  readonly open: () => void
  readonly runs: () => number
  readonly started: Promise<void>
}

/** A handler that waits until it is told to go on. */
export function gatedHandler(): GatedHandler {
  let runs = 0
  let open = () => {}
  let start = () => {}
  const gate = new Promise<void>((resolve) => (open = resolve))
  const started = new Promise<void>((resolve) => (start = resolve))
  return {
    runs: () => runs,
    started,
    open: () => {
      open()
    },
    handler: async () => {
      runs += 1
      start()
      await gate
      return answer.done('Recorded.')
    },
  }
}
