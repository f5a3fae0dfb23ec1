import { join } from 'node:path'
import type { PressTask } from './press-child.js'

/** New keys from the first one on, under a lease that nobody outlives, in a folder of the test. */
export function makePressTask(
  folder: string,
  given: Pick<PressTask, 'driver' | 'hands' | 'until' | 'back'>,
): PressTask {
  const file = join(folder, 'ledger.db')
  return { file, proof: join(folder, 'proof'), from: 0, leaseMs: 30_000, ...given }
}
