const TIME = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const DAY_AND_TIME = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})
const FULL = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium' })

/** The time of today, or day and time. @param at milliseconds since 1970 */
export function formatTime(at: number): string {
  const isToday = new Date(at).toDateString() === new Date().toDateString()
  return (isToday ? TIME : DAY_AND_TIME).format(at)
}

export function formatFullTime(at: number): string {
  return FULL.format(at)
}

export function formatMs(ms: number): string {
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(2)} s`
  if (ms < 0.01) return '< 0.01 ms'
  return `${ms >= 100 ? ms.toFixed(0) : ms >= 10 ? ms.toFixed(1) : ms.toFixed(2)} ms`
}
