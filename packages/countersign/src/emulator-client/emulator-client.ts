import { resolve } from 'node:path'
import { CountersignError } from '@countersign/core'
import { readRunningFile } from '@countersign/emulator'
import type { CommandIo } from '../command/command-io.js'

export const DEFAULT_DATA_FOLDER = '.countersign'

/** Speaks the emulator's HTTP API from another process. */
export class EmulatorClient {
  readonly url: string
  readonly #secret: string

  constructor(url: string, secret: string) {
    this.url = url
    this.#secret = secret
  }

  /** The emulator that runs with this data folder. Throws `ERR_EMULATOR_UNREACHABLE` when none does. */
  static async find(io: CommandIo, dataFolder: string = DEFAULT_DATA_FOLDER): Promise<EmulatorClient> {
    const running = await readRunningFile(resolve(io.cwd, dataFolder))
    if (running) return new EmulatorClient(running.url, running.secret)
    throw new CountersignError(
      'ERR_EMULATOR_UNREACHABLE',
      `No emulator runs with the data folder ${dataFolder}: start one with countersign dev or countersign emulator, in this folder or with the same --data.`,
    )
  }

  async get(path: string): Promise<unknown> {
    return (await this.#call('GET', path)).json()
  }

  async getText(path: string): Promise<string> {
    return (await this.#call('GET', path)).text()
  }

  async post(path: string, body: unknown): Promise<unknown> {
    return (await this.#call('POST', path, body)).json()
  }

  /** The emulator's events as they happen, until the signal aborts. */
  async *events(signal: AbortSignal): AsyncGenerator<unknown> {
    const response = await this.#call('GET', '/api/v1/events', undefined, signal)
    let pending = ''
    const decoder = new TextDecoder()
    try {
      for await (const chunk of response.body ?? []) {
        pending += decoder.decode(chunk as Uint8Array, { stream: true })
        const blocks = pending.split('\n\n')
        pending = blocks.pop() ?? ''
        for (const block of blocks) {
          const data = block
            .split('\n')
            .filter((line) => line.startsWith('data:'))
            .map((line) => line.slice('data:'.length).trim())
            .join('\n')
          if (data !== '') yield JSON.parse(data)
        }
      }
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }

  async #call(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
    let response: Response
    try {
      response = await fetch(this.url + path, {
        method,
        headers: {
          'countersign-secret': this.#secret,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(signal && { signal }),
      })
    } catch (cause) {
      throw new CountersignError('ERR_EMULATOR_UNREACHABLE', `The emulator at ${this.url} does not answer.`, {
        cause,
      })
    }
    if (response.ok) return response
    const answer: unknown = await response.json().catch(() => undefined)
    throw new CountersignError(
      'ERR_COMMAND_USAGE',
      problemOf(answer) ?? `The emulator answered ${response.status}.`,
    )
  }
}

function problemOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined
  const message = 'message' in answer ? answer.message : undefined
  return typeof message === 'string' ? message : undefined
}
