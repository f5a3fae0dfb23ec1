/**
 * Random numbers from a seed (xorshift32 over a scrambled seed): a run can be repeated on any machine.
 *
 * @param {number} seed any 32-bit number
 * @param {string} [name] makes another sequence of the same seed
 */
export function createRandom(seed, name = '') {
  let state = (seed ^ 0x9e3779b9) >>> 0
  for (const character of name) state = Math.imul(state ^ character.codePointAt(0), 0x01000193) >>> 0
  if (state === 0) state = 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
  for (let warmUp = 0; warmUp < 8; warmUp++) next()
  return {
    /** 0 to `limit` - 1 */
    below: (limit) => next() % Math.max(1, limit),
    chance: (oneIn) => next() % oneIn === 0,
    pick: (list) => list[next() % list.length],
    next,
  }
}
