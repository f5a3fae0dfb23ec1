import { createHash, timingSafeEqual } from 'node:crypto'
import { CountersignError, CountersignTypeError } from '@countersign/core'
import type { Directory } from '../directory/directory.js'
import type { Channel, StoredChannel } from './channel.js'
import { makeChannel, readStoredChannel } from './check-channel.js'

/** Channels that one emulator takes. */
export const MAX_CHANNELS = 200

/** The channels of both tenants, by name and by id. */
export class Channels {
  readonly #directory: Directory
  readonly #channels = new Map<string, StoredChannel>()

  /** @param stored what an earlier run kept, unchecked */
  constructor(directory: Directory, stored: readonly unknown[]) {
    this.#directory = directory
    for (const each of stored) {
      const channel = readStoredChannel(each, directory)
      if (channel !== undefined) this.#channels.set(channel.id, channel)
    }
  }

  /** Makes a channel with a webhook of its own. @throws CountersignTypeError ERR_EMULATOR_CHANNEL */
  add(input: unknown): StoredChannel {
    const channel = makeChannel(input, this.#directory)
    if (this.#findByName(channel.name) !== undefined) {
      throw new CountersignTypeError('ERR_EMULATOR_CHANNEL', ['there is a channel with this name'])
    }
    if (this.#channels.size >= MAX_CHANNELS) {
      throw new CountersignTypeError('ERR_EMULATOR_CHANNEL', [`more than ${String(MAX_CHANNELS)} channels`])
    }
    this.#channels.set(channel.id, channel)
    return channel
  }

  /** @param name a channel's name or id @throws CountersignError ERR_EMULATOR_CHANNEL_NOT_FOUND */
  get(name: string): StoredChannel {
    const channel = this.#findByName(name) ?? this.#channels.get(name)
    if (channel === undefined) throw new CountersignError('ERR_EMULATOR_CHANNEL_NOT_FOUND')
    return channel
  }

  list(): readonly StoredChannel[] {
    return [...this.#channels.values()]
  }

  /** The channel whose incoming webhook this is. An unknown id takes as long as a wrong secret. */
  findByWebhook(id: string, secret: string): Channel | undefined {
    const channel = this.#channels.get(id)
    const same = timingSafeEqual(digest(secret), digest(channel?.secret ?? ''))
    return channel !== undefined && same ? channel : undefined
  }

  #findByName(name: string): StoredChannel | undefined {
    return this.list().find((channel) => channel.name === name)
  }
}

/** Of equal length whatever was sent, and a comparison of digests tells nothing about the secret. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
