import { setTimeout as sleep } from 'node:timers/promises'
import open from 'open'

/** An opener that fails does so at once; one that is still there after this has a browser to show for it (ms). */
const PATIENCE_MS = 1_500

/** Opens a page in the person's browser. False where that did not work. */
export async function openPage(url: string): Promise<boolean> {
  try {
    const opener = await open(url)
    const ended = new Promise<boolean>((resolve) => {
      opener.once('error', () => resolve(false))
      opener.once('exit', (code) => resolve(code === 0 || code === null))
    })
    if (opener.exitCode !== null) return opener.exitCode === 0
    return await Promise.race([ended, sleep(PATIENCE_MS, true, { ref: false })])
  } catch {
    return false
  }
}
