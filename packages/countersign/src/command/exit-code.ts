/** What the process answers, the same for every command. */
export const exitCode = {
  /** Done, and everything was in order. */
  good: 0,
  /** The thing that was looked at is refused, or has findings. */
  refused: 1,
  /** The call, a file, a key or a setting is unusable. */
  usage: 2,
  /** Could not decide: network, DNS or the store. */
  undecided: 3,
} as const

export type ExitCode = (typeof exitCode)[keyof typeof exitCode]
