import { createHash } from 'node:crypto'
import type { HttpAnswer } from '@countersign/core'
import { pageStyle } from './page-style.js'

const STYLE_HASH = createHash('sha256').update(pageStyle).digest('base64')

export interface PageParts {
  readonly status: number
  /** A whole document. */
  readonly html: string
  /** Origins that a form of the page may go to, redirects included. */
  readonly formTargets?: readonly string[]
  readonly headers?: readonly (readonly [name: string, value: string])[]
}

/** A page that runs no script, loads nothing, stands in no frame and is kept nowhere. */
export function composePage({ status, html, formTargets = [], headers = [] }: PageParts): HttpAnswer {
  const targets = formTargets.length === 0 ? "'none'" : formTargets.join(' ')
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    `form-action ${targets}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  return Object.freeze({
    status,
    headers: Object.freeze([
      ...headers,
      ...commonHeaders,
      ['content-type', 'text/html; charset=utf-8'] as const,
      ['content-security-policy', policy] as const,
      ['x-frame-options', 'DENY'] as const,
    ]),
    body: html,
  })
}

/** @param url absolute, checked by the caller */
export function composeRedirect(status: 302 | 303, url: string): HttpAnswer {
  return Object.freeze({
    status,
    headers: Object.freeze([['location', url] as const, ...commonHeaders]),
    body: '',
  })
}

/** `same-origin` and not `no-referrer`: that would take the origin out of the form's own POST. */
const commonHeaders = Object.freeze([
  ['cache-control', 'no-store'] as const,
  ['referrer-policy', 'same-origin'] as const,
  ['x-content-type-options', 'nosniff'] as const,
])
