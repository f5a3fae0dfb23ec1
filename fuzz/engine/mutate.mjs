/** Longest input that mutation makes (bytes), but for the rare bomb. */
const MAX_BYTES = 8 * 1024
const MAX_BOMB_BYTES = 160 * 1024

const NUMBERS = ['0', '-1', '1e999', '-0', '1.5', '9007199254740993', '4294967296', '00', '0x10', '1_000']
const BYTES = [0, 9, 10, 13, 32, 34, 39, 44, 46, 58, 59, 60, 61, 62, 92, 123, 125, 127, 128, 0xc3, 0xed, 0xff]

/**
 * One input made from another by one to six small changes.
 *
 * @param {Buffer} input
 * @param {ReturnType<import('./random.mjs').createRandom>} random
 * @param {{ dictionary: readonly Buffer[], other: Buffer }} sources words of the format, and another input to take from
 */
export function mutate(input, random, sources) {
  let bytes = input
  for (let edits = 1 + random.below(random.chance(3) ? 6 : 2); edits > 0; edits--) {
    bytes = edit(bytes, random, sources)
  }
  const limit = bytes.length > MAX_BYTES && random.chance(8) ? MAX_BOMB_BYTES : MAX_BYTES
  return bytes.length > limit ? bytes.subarray(0, limit) : bytes
}

function edit(bytes, random, { dictionary, other }) {
  const at = random.below(bytes.length + 1)
  const length = random.below(random.chance(4) ? bytes.length - at + 1 : Math.min(16, bytes.length - at) + 1)
  const kinds = dictionary.length > 0 ? WITH_DICTIONARY : EDITS
  return random.pick(kinds)({ bytes, at, length, random, dictionary, other })
}

/** What may become of the `length` bytes from `at`. */
const EDITS = [
  ({ bytes, at, random }) => change(bytes, at, (byte) => byte ^ (1 << random.below(8))),
  ({ bytes, at, random }) => change(bytes, at, () => random.pick(BYTES)),
  ({ bytes, at, random }) => change(bytes, at, () => random.below(256)),
  ({ bytes, at, length }) => replace(bytes, at, length, Buffer.alloc(0)),
  ({ bytes, at, random }) => replace(bytes, at, 0, Buffer.of(random.pick(BYTES))),
  ({ bytes, at, length }) => replace(bytes, at, 0, bytes.subarray(at, at + length)),
  explode,
  takeFromItself,
  takeFromOther,
  ({ bytes, at, random }) => (random.chance(2) ? bytes.subarray(0, at) : bytes.subarray(at)),
  ({ bytes, random }) => replaceNumber(bytes, random),
  ({ bytes, at, length }) => swapCase(bytes, at, length),
]
/** A word of the format, twice as likely as any other edit. */
const WITH_DICTIONARY = [...EDITS, putWord, putWord]

/** The bomb: what is deep, long or many. */
function explode({ bytes, at, length, random }) {
  const times = random.pick([3, 17, 70, 600, 20_000])
  return replace(bytes, at, length, repeat(bytes.subarray(at, at + length), times))
}

function takeFromItself({ bytes, at, length, random }) {
  const from = random.below(bytes.length)
  return replace(bytes, at, random.below(length + 1), bytes.subarray(from, from + length))
}

function takeFromOther({ bytes, at, length, random, other }) {
  const from = random.below(other.length)
  const taken = other.subarray(from, from + 1 + random.below(64))
  return replace(bytes, at, random.chance(2) ? length : 0, taken)
}

function putWord({ bytes, at, length, random, dictionary }) {
  return replace(bytes, at, random.chance(2) ? length : 0, random.pick(dictionary))
}

function replace(bytes, at, length, inserted) {
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at + length)])
}

function change(bytes, at, toByte) {
  if (bytes.length === 0) return bytes
  const copy = Buffer.from(bytes)
  const index = at % bytes.length
  copy[index] = toByte(copy[index])
  return copy
}

function repeat(piece, times) {
  const count = Math.min(times, Math.floor(MAX_BOMB_BYTES / Math.max(1, piece.length)))
  return Buffer.concat(Array.from({ length: count }, () => piece))
}

function replaceNumber(bytes, random) {
  const numbers = [...bytes.toString('latin1').matchAll(/\d+/g)]
  if (numbers.length === 0) return bytes
  const { index, 0: digits } = random.pick(numbers)
  return replace(bytes, index, digits.length, Buffer.from(random.pick(NUMBERS)))
}

function swapCase(bytes, at, length) {
  const text = bytes.toString('latin1')
  const piece = text.slice(at, at + length)
  const swapped = piece === piece.toLowerCase() ? piece.toUpperCase() : piece.toLowerCase()
  return Buffer.from(text.slice(0, at) + swapped + text.slice(at + length), 'latin1')
}
