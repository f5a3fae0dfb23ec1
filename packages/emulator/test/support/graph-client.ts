import type { Emulator } from '../../src/index.js'
import { call, type Reply } from './http-call.js'

export const CONTOSO = 'c0a70000-0000-4000-8000-000000c0a705'
export const CLIENT_ID = '8a0f6e0e-3a0b-4d4e-9f53-0f5a4f0d7c11'
export const CLIENT_SECRET = 'a-secret-of-enough-characters'

/** What a client of Graph sends, member by member, so that a test can leave one out or change it. */
export class GraphClient {
  readonly #emulator: Emulator

  constructor(emulator: Emulator) {
    this.#emulator = emulator
  }

  askToken(own: Readonly<Record<string, string>> = {}, tenant = CONTOSO): Promise<Reply> {
    const form = {
      client_id: CLIENT_ID,
      client_secret: CLIENT_SECRET,
      scope: 'https://graph.microsoft.com/.default',
      grant_type: 'client_credentials',
      ...own,
    }
    return call(this.#emulator.url, `/graph/login.microsoftonline.com/${tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    })
  }

  async getToken(): Promise<string> {
    const { text } = await this.askToken()
    return (JSON.parse(text) as { access_token: string }).access_token
  }

  sendMail(user: string, body: string, headers: Readonly<Record<string, string>>): Promise<Reply> {
    return call(this.#emulator.url, `/graph/graph.microsoft.com/v1.0/users/${user}/sendMail`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain', ...headers },
      body,
    })
  }
}

export function codeOf(reply: Reply): string {
  return (JSON.parse(reply.text) as { error: { code: string } }).error.code
}
