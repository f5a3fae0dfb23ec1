import { generateKeyPair, type KeyObject } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'

// Nothing of ours is imported here: this runs while all the rest is still being loaded.
const makePair = promisify(generateKeyPair)

/** Most keys that a demo needs. */
const MAX_KEYS = 7
/** Threads of Node's pool that loading needs for itself: it has four, and reads files on them. */
const MAX_LANES = 2

/** RSA keys of 2,048 bits, which take most of the time of a start; begun before the first is asked for. */
export class KeyReserve {
  readonly #keys: Promise<KeyObject>[] = []
  #filling = true

  /** Begins to make keys, as many at once as there are cores beside the one that loads. */
  begin(): void {
    const lanes = Math.max(1, Math.min(MAX_LANES, availableParallelism() - 1))
    for (let lane = 0; lane < lanes; lane += 1) void this.#fill()
  }

  /** A key that is there or under way; a new one where none is left. */
  readonly take = (): Promise<KeyObject> => {
    // From now on whoever takes keys says how many are made at once.
    this.#filling = false
    return this.#keys.shift() ?? makeKey()
  }

  async #fill(): Promise<void> {
    while (this.#filling && this.#keys.length < MAX_KEYS) {
      const key = makeKey()
      this.#keys.push(key)
      // Whoever takes it hears of a failure.
      await key.catch(() => undefined)
    }
  }
}

async function makeKey(): Promise<KeyObject> {
  return (await makePair('rsa', { modulusLength: 2048 })).privateKey
}

/** The one of this process, so that its start can begin it before the demo is loaded. */
export const keyReserve = new KeyReserve()
