/** Changes what a segment of a compact token says rather than how it is spelt: most changes of the spelling go no further. */
export function rewrapSegment(input, change, random) {
  const segments = input.toString('latin1').split('.')
  const at = random.below(segments.length)
  segments[at] = change(Buffer.from(segments[at], 'base64url')).toString('base64url')
  return Buffer.from(segments.join('.'), 'latin1')
}
