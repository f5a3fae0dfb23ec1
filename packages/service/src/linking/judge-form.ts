import { timingSafeEqual } from 'node:crypto'
import { CountersignError } from '@countersign/core'
import type { LinkRequest } from './linking.js'

/**
 * A form of another site never gets here. Every browser names the origin of a POST (Fetch standard, "append a request
 * Origin header"); the page's referrer policy sees to it that ours does. Throws `ERR_LINK_CONFIRMATION`.
 */
export function checkBrowser({ headers }: LinkRequest, origin: string): void {
  const origins = headers.filter(([name]) => name === 'origin')
  const sites = headers.filter(([name]) => name === 'sec-fetch-site')
  const fromHere = origins.length === 1 && origins[0]?.[1] === origin
  const sameSite = sites.every(([, site]) => site === 'same-origin')
  if (!fromHere || !sameSite) throw new CountersignError('ERR_LINK_CONFIRMATION')
}

/** What was chosen on the form. Throws `ERR_LINK_CONFIRMATION` unless it is the very form that this browser was shown. */
export function judgeForm(fields: Readonly<Record<string, unknown>>, expected: string): 'link' | 'cancel' {
  const form = fields['form']
  const choice = fields['choice']
  const isOurs =
    typeof form === 'string' &&
    form.length === expected.length &&
    timingSafeEqual(Buffer.from(form, 'latin1'), Buffer.from(expected, 'latin1'))
  if (!isOurs || (choice !== 'link' && choice !== 'cancel'))
    throw new CountersignError('ERR_LINK_CONFIRMATION')
  return choice
}
