/** Calls `work` for each of the list, with `width` of them under way at once, and returns how many there were. */
export async function inFlight(list, work, width) {
  let next = 0
  const worker = async () => {
    while (next < list.length) await work(list[next++])
  }
  await Promise.all(Array.from({ length: width }, worker))
  return list.length
}
