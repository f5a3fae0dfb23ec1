import assert from 'node:assert/strict'
import { inspect } from 'node:util'

/** A secret shorter than this could stand in a text by chance. */
const MIN_SECRET_LENGTH = 8

/** Knows what must be seen nowhere, and everything that was seen. */
export class LeakDetector {
  readonly #secrets = new Map<string, string>()
  readonly #seen: { readonly where: string; readonly text: string }[] = []

  /** A secret, and the spellings in which it may travel. */
  keep(name: string, secret: string): string {
    assert.ok(secret.length >= MIN_SECRET_LENGTH, `${name} is too short to be recognised`)
    const spellings = [secret, Buffer.from(secret).toString('base64'), encodeURIComponent(secret)]
    for (const spelling of new Set(spellings)) this.#secrets.set(spelling, name)
    return secret
  }

  /** Every long line of a PEM. */
  keepPem(name: string, pem: string): string {
    for (const line of pem.split('\n')) if (/^[A-Za-z0-9+/=]{40,}$/.test(line)) this.keep(name, line)
    return pem
  }

  /** A compact JWS or JWE: each segment that says something of its own. Its header is the same for everybody. */
  keepToken(name: string, token: string): string {
    for (const segment of token.split('.').slice(1)) if (segment.length >= 20) this.keep(name, segment)
    return token
  }

  /** Anything that somebody may see or store: of an error its stack, cause and members too. */
  see(where: string, value: unknown): void {
    const shown =
      typeof value === 'string'
        ? value
        : inspect(value, {
            depth: 12,
            maxStringLength: null,
            maxArrayLength: null,
            getters: true,
            breakLength: Infinity,
          })
    this.#seen.push({ where, text: shown })
  }

  /** Runs something that must fail, and sees the error. */
  async seeFailure(where: string, run: () => unknown): Promise<void> {
    try {
      await run()
    } catch (error) {
      this.see(where, error)
      return
    }
    assert.fail(`${where}: it did not fail`)
  }

  get count(): number {
    return this.#seen.length
  }

  assertNothingLeaked(): void {
    const leaks = this.#seen.flatMap(({ where, text }) =>
      [...this.#secrets].flatMap(([secret, name]) => {
        const at = text.indexOf(secret)
        return at < 0 ? [] : [`${name} in ${where}: …${text.slice(Math.max(0, at - 60), at)}[HERE]`]
      }),
    )
    assert.deepEqual([...new Set(leaks)], [])
  }
}
