import { createHash, timingSafeEqual } from 'node:crypto'
import { CountersignTypeError } from '@countersign/core'
import { lowerAscii, type Directory } from '../directory/directory.js'
import { checkGraphApp } from './check-graph-app.js'
import type { GraphApp } from './graph-app.js'

/** Apps that one emulator takes. */
export const MAX_GRAPH_APPS = 100

interface KnownApp {
  readonly app: GraphApp
  /** SHA-256: the secret itself is not kept. */
  readonly secretHash: Buffer
}

/** The app registrations of this run; they are not kept in a data folder. */
export class GraphApps {
  readonly #apps = new Map<string, KnownApp>()
  readonly #directory: Directory

  constructor(directory: Directory) {
    this.#directory = directory
  }

  /** Registers an app, or replaces the one with its client id. @throws CountersignTypeError ERR_EMULATOR_GRAPH_APP */
  register(input: unknown): GraphApp {
    const { clientSecret, ...rest } = checkGraphApp(input, this.#directory)
    if (!this.#apps.has(rest.clientId) && this.#apps.size >= MAX_GRAPH_APPS) {
      throw new CountersignTypeError('ERR_EMULATOR_GRAPH_APP', `more than ${String(MAX_GRAPH_APPS)} apps`)
    }
    const app = Object.freeze(rest)
    this.#apps.set(app.clientId, { app, secretHash: hash(clientSecret) })
    return app
  }

  find(clientId: string): GraphApp | undefined {
    return this.#apps.get(lowerAscii(clientId))?.app
  }

  isSecretOf(app: GraphApp, secret: string): boolean {
    const known = this.#apps.get(app.clientId)
    return known !== undefined && timingSafeEqual(known.secretHash, hash(secret))
  }

  list(): readonly GraphApp[] {
    return [...this.#apps.values()].map(({ app }) => app)
  }
}

function hash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
