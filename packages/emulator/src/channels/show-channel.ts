import type { ChannelWithWebhook, StoredChannel } from './channel.js'

/** @param url the emulator's own, `http://127.0.0.1:PORT` */
export function showChannel({ secret, ...channel }: StoredChannel, url: string): ChannelWithWebhook {
  return Object.freeze({ ...channel, webhookUrl: `${url}/webhook/${channel.id}/${secret}` })
}
