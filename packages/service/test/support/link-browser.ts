import type { ActionRequest, HttpAnswer } from '@countersign/core'
import type { Linking } from '../../src/index.js'
import { headerOf } from './test-service.js'

/** A browser as far as the login page sees one: it keeps a cookie, and fills in a form. */
export interface LinkBrowser {
  cookie: string | undefined
  /** A GET of the login URL. */
  open(url: string): Promise<HttpAnswer>
  /** Sends the form of a page that was opened, with what a test wants otherwise. */
  submit(page: HttpAnswer, change?: SubmitChange): Promise<HttpAnswer>
}

export interface SubmitChange {
  readonly choice?: string
  readonly fields?: Readonly<Record<string, string | undefined>>
  readonly headers?: Readonly<Record<string, string | undefined>>
}

export function createLinkBrowser(linking: Linking): LinkBrowser {
  const browser: LinkBrowser = {
    cookie: undefined,
    async open(url) {
      const { pathname, search } = new URL(url)
      const answer = await linking.handle(
        request('GET', `${pathname}${search}`, { cookie: browser.cookie }, ''),
      )
      browser.cookie = headerOf(answer, 'set-cookie')?.split(';', 1)[0] ?? browser.cookie
      return answer
    },
    submit(page, { choice = 'link', fields = {}, headers = {} } = {}) {
      const form = { ...readFields(page.body), choice, ...fields }
      const present = Object.entries(form).filter((pair): pair is [string, string] => pair[1] !== undefined)
      const all = {
        'content-type': 'application/x-www-form-urlencoded',
        origin: new URL(linking.url).origin,
        'sec-fetch-site': 'same-origin',
        cookie: browser.cookie,
        ...headers,
      }
      return linking.handle(request('POST', linking.path, all, new URLSearchParams(present).toString()))
    },
  }
  return browser
}

function request(
  method: string,
  url: string,
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
): ActionRequest {
  const pairs = Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return { method, url, headers: pairs, body: Buffer.from(body) }
}

function readFields(html: string): Record<string, string> {
  return Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name, value]) => [
      name ?? '',
      value ?? '',
    ]),
  )
}
