import { resolve } from 'node:path'
import {
  CountersignError,
  CountersignTypeError,
  errorCatalog,
  type CodedError,
  type ErrorCode,
} from '@countersign/core'
import type { CommandIo } from '../command/command-io.js'

export const DEFAULT_DATA_FOLDER = '.countersign'

/** Speaks the emulator's HTTP API from another process. */
export class EmulatorClient {
  readonly url: string
  readonly #secret: string
  readonly #interrupted: AbortSignal | undefined

  constructor(url: string, secret: string, interrupted?: AbortSignal) {
    this.url = url
    this.#secret = secret
    this.#interrupted = interrupted
  }

  /** The emulator that runs with this data folder. Throws `ERR_EMULATOR_UNREACHABLE` when none does. */
  static async find(io: CommandIo, dataFolder: string = DEFAULT_DATA_FOLDER): Promise<EmulatorClient> {
    // Loaded where it is needed: a command that meets no emulator is quick.
    const { readRunningFile } = await import('@countersign/emulator')
    const running = await readRunningFile(resolve(io.cwd, dataFolder))
    if (running) return new EmulatorClient(running.url, running.secret, io.interrupted)
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
    } catch (cause) {
      if (!signal.aborted) throw this.#unreachable('has ended', cause)
    }
  }

  async #call(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
    const ending = signal ?? this.#interrupted
    let response: Response
    try {
      response = await fetch(this.url + path, {
        method,
        headers: {
          'countersign-secret': this.#secret,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(ending && { signal: ending }),
      })
    } catch (cause) {
      if (ending?.aborted) throw new CountersignError('ERR_COMMAND_INTERRUPTED', undefined, { cause })
      throw this.#unreachable('does not answer', cause)
    }
    if (response.ok) return response
    throw problemOf(await response.json().catch(() => undefined), response.status)
  }

  #unreachable(what: string, cause: unknown): CountersignError {
    return new CountersignError('ERR_EMULATOR_UNREACHABLE', `The emulator at ${this.url} ${what}.`, { cause })
  }
}

/** The emulator's own refusal, with its code, as if it had been thrown here. */
function problemOf(answer: unknown, status: number): CodedError {
  const { code, message, problems } = isObject(answer) && isObject(answer['error']) ? answer['error'] : {}
  if (typeof code !== 'string' || typeof message !== 'string' || !isErrorCode(code)) {
    return new CountersignError('ERR_EMULATOR_FAILED', `The emulator failed on this call (${status}).`)
  }
  return Array.isArray(problems)
    ? new CountersignTypeError(code, problems.map(String))
    : new CountersignError(code, message)
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCatalog, code)
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
