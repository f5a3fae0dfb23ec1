import type { Channel } from './channel.js'

/** The id under which Teams knows a channel. */
export function teamsThread({ id }: Pick<Channel, 'id'>): string {
  return `19:${id}@thread.tacv2`
}
