import { setTimeout as delay } from 'node:timers/promises'

/** The clock's own waiting; rejects when the signal aborts. */
export async function sleep(ms: number, { signal }: { readonly signal?: AbortSignal }): Promise<void> {
  await delay(ms, undefined, signal === undefined ? {} : { signal })
}
