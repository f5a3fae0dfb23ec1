import { CountersignError } from '@countersign/core'

const UNITS: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `30s`, `15m`, `12h`, `14d` in milliseconds. Throws `ERR_COMMAND_USAGE`. */
export function parseDuration(text: string): number {
  const [, amount = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  const factor = UNITS[unit]
  if (factor !== undefined && Number(amount) > 0) return Number(amount) * factor
  throw new CountersignError('ERR_COMMAND_USAGE', `"${text}" is no duration: use e.g. 30m, 12h or 14d.`)
}
