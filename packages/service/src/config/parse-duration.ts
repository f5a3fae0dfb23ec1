const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** A length of time: `'90s'`, `'30m'`, `'12h'`, `'14d'`. */
export type Duration = `${number}${keyof typeof UNITS}`

/** Milliseconds of a duration such as `14d`; undefined when it isn't one (whole numbers only, more than zero). */
export function parseDuration(text: string): number | undefined {
  const match = /^([1-9]\d{0,5})([smhd])$/.exec(text)
  if (match === null) return undefined
  return Number(match[1]) * UNITS[match[2] as keyof typeof UNITS]
}
