/** Random numbers from a seed (xorshift32), so that a token that was judged wrongly can be made again. */
export interface Random {
  /** 0 to `limit` - 1 */
  below(limit: number): number
  pick<Value>(list: readonly Value[]): Value
  /** Letters and digits. */
  word(length: number): string
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

export function createRandom(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1
  const next = (): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
  const below = (limit: number): number => next() % limit
  for (let warmUp = 0; warmUp < 8; warmUp++) next()
  return {
    below,
    pick: <Value>(list: readonly Value[]) => list[below(list.length)] as Value,
    word: (length) => Array.from({ length }, () => LETTERS.charAt(below(LETTERS.length))).join(''),
  }
}
