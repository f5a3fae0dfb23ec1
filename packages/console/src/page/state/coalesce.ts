/**
 * Runs `task` for any number of calls: one run at a time, the last call always followed by a run, and after a slow run
 * a pause as long as it took, so that a flood of mails leaves the page time to draw.
 */
export function coalesce(task: () => Promise<void>): () => void {
  let running = false
  let wanted = false
  const run = async (): Promise<void> => {
    running = true
    while (wanted) {
      wanted = false
      const startedAt = performance.now()
      await task()
      const tookMs = performance.now() - startedAt
      await new Promise((resolve) => setTimeout(resolve, tookMs))
    }
    running = false
  }
  return () => {
    wanted = true
    if (!running) void run()
  }
}
