import { CountersignError } from '@countersign/core'

const SECONDS = /^\d{1,12}$/

/** A point in time from `--at`: ISO 8601 with a zone, or NumericDate seconds. Returns milliseconds. Throws `ERR_COMMAND_USAGE`. */
export function parseTime(text: string): number {
  const time = SECONDS.test(text)
    ? Number(text) * 1000
    : /\dT.*(Z|[+-]\d\d:?\d\d)$/.test(text)
      ? Date.parse(text)
      : NaN
  if (Number.isFinite(time)) return time
  throw new CountersignError(
    'ERR_COMMAND_USAGE',
    `"${text}" is no time: use ISO 8601 with a zone (2026-11-21T12:00:00Z) or seconds since 1970.`,
  )
}
