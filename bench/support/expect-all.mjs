/** Runs a check over a list, and throws unless everything in it is good: a refusal would be measured as speed. */
export function expectAll(list, check) {
  let good = 0
  for (const entry of list) if (check(entry)) good++
  if (good !== list.length) throw new Error('what is good was refused')
  return good
}
