import { request } from 'node:http'
import { text } from 'node:stream/consumers'

/** Longest chain of redirects that is followed. */
const MAX_REDIRECTS = 12

export interface VisitedPage {
  readonly url: string
  readonly status: number
  readonly body: string
}

interface Sent {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

interface Answered {
  readonly status: number
  readonly location: string | undefined
  readonly cookies: readonly string[]
  readonly body: string
}

/** What browsers say when somebody follows a link or sends a form; the global fetch says something else. */
const NAVIGATION = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
const GET: Sent = { method: 'GET', headers: NAVIGATION, body: '' }

/** A browser by its network alone: keeps cookies by path (RFC 6265), follows redirects, sends forms as HTML has them. */
export class CookieBrowser {
  readonly #cookies = new Map<string, { readonly value: string; readonly path: string }>()

  /** @param stopAt a redirect to such an address is not followed, and is what comes back */
  async open(url: string, stopAt?: RegExp): Promise<VisitedPage> {
    return this.#follow(url, GET, stopAt)
  }

  /** Sends the page's first form with its hidden fields and what else is filled in. */
  async submit(
    page: VisitedPage,
    fields: Readonly<Record<string, string>>,
    stopAt?: RegExp,
  ): Promise<VisitedPage> {
    const action = /<form[^>]* action="([^"]*)"/.exec(page.body)?.[1] ?? ''
    const target = new URL(action.replaceAll('&amp;', '&'), page.url)
    const { origin } = new URL(page.url)
    const form = new URLSearchParams(
      Array.from(
        page.body.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g),
        ([, name = '', value = '']): [string, string] => [name, value],
      ),
    )
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    const headers = {
      ...NAVIGATION,
      'content-type': 'application/x-www-form-urlencoded',
      origin,
      'sec-fetch-site': origin === target.origin ? 'same-origin' : 'cross-site',
    }
    return this.#follow(target.href, { method: 'POST', headers, body: form.toString() }, stopAt)
  }

  async #follow(start: string, first: Sent, stopAt: RegExp | undefined): Promise<VisitedPage> {
    let url = start
    let sent = first
    for (let step = 0; step < MAX_REDIRECTS; step++) {
      const headers = { ...sent.headers, cookie: this.#cookiesFor(url) }
      const { status, location, cookies, body } = await send(url, { ...sent, headers })
      this.#keep(cookies, url)
      if (location === undefined || status < 300 || status > 399) return { url, status, body }
      url = new URL(location, url).href
      if (stopAt?.test(url) === true) return { url, status, body }
      sent = GET
    }
    throw new Error('too many redirects')
  }

  #cookiesFor(url: string): string {
    const { host, pathname } = new URL(url)
    return [...this.#cookies]
      .filter(([key, { path }]) => key.startsWith(`${host} `) && pathname.startsWith(path))
      .map(([key, { value }]) => `${key.slice(host.length + 1)}=${value}`)
      .join('; ')
  }

  #keep(lines: readonly string[], url: string): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';')
      const [name = '', ...value] = pair.split('=')
      const path = attributes.map((one) => /^\s*path=(.*)$/i.exec(one)?.[1]).find((one) => one !== undefined)
      this.#cookies.set(`${new URL(url).host} ${name.trim()}`, { value: value.join('='), path: path ?? '/' })
    }
  }
}

function send(url: string, { method, headers, body }: Sent): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      text(response).then((received) => {
        const { statusCode = 0, headers: answered } = response
        const cookies = answered['set-cookie'] ?? []
        resolve({ status: statusCode, location: answered.location, cookies, body: received })
      }, reject)
    })
    sent.on('error', reject).end(body)
  })
}
