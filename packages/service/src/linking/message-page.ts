import type { ErrorCode, HttpAnswer } from '@countersign/core'
import { composePage } from './compose-page.js'
import { composeDocument } from './page-text.js'

interface Failure {
  readonly status: number
  readonly text: string
}

const again = 'Go back to the message and press the button again.'
const unavailable: Failure = {
  status: 503,
  text: 'This is not available right now. Nothing was connected; please try again later.',
}

/** What a person is told: enough to go on, and nothing about why. */
const failures: Readonly<Partial<Record<ErrorCode, Failure>>> = {
  ERR_LINK_STATE: { status: 400, text: `This login has ended. ${again}` },
  ERR_LINK_ACTOR: {
    status: 403,
    text: 'You are signed in as somebody else than the person who pressed the button. Nothing was connected.',
  },
  ERR_LINK_CONFIRMATION: {
    status: 403,
    text: `Nothing was connected, because the page could not make sure that it was you. ${again}`,
  },
  ERR_LINK_REQUEST: { status: 404, text: 'There is nothing here.' },
  ERR_REQUEST_TARGET: { status: 404, text: 'There is nothing here.' },
  ERR_REQUEST_BODY: { status: 400, text: again },
  ERR_REQUEST_BODY_TOO_LARGE: { status: 413, text: again },
  ERR_REQUEST_BODY_TIMEOUT: { status: 408, text: again },
  ERR_REQUEST_METHOD: { status: 405, text: 'There is nothing here.' },
}

export function composeFailurePage(code: ErrorCode | undefined): HttpAnswer {
  const { status, text } = (code === undefined ? undefined : failures[code]) ?? unavailable
  return composePage({
    status,
    html: composeDocument('Not connected', `<p>${text}</p>`),
    ...(status === 405 ? { headers: [['allow', 'GET, POST'] as const] } : {}),
  })
}

export function composeCancelledPage(): HttpAnswer {
  const text = 'Nothing was connected. You can close this page.'
  return composePage({ status: 200, html: composeDocument('Cancelled', `<p>${text}</p>`) })
}
