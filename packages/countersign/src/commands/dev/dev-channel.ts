import type { DirectoryUser, Emulator, EmulatorProvider } from '@countersign/emulator'

/** The channel that `dev` makes once for a data folder. */
const NAME = 'General'
/** Who may press in it. Alex is a member too, so that a refusal can be tried. */
const APPROVERS = ['adele', 'megan']

export interface DevChannel {
  readonly environment: Readonly<Record<string, string>>
  /** For the person at the terminal; the channel's address, a secret, is not in it. */
  readonly description: string
}

/** What a service needs to post to a channel; nothing where its cards' tokens are no connector's. */
export function openDevChannel(emulator: Emulator, provider: EmulatorProvider): DevChannel | undefined {
  if (provider.token?.profile !== 'substrate') return undefined
  const channel =
    emulator.listChannels().find(({ name }) => name === NAME) ?? emulator.addChannel({ name: NAME })
  const members = emulator.users.filter(({ objectId }) => channel.members.includes(objectId))
  const approvers = members.filter(({ alias }) => APPROVERS.includes(alias))
  const others = members.filter((member) => !approvers.includes(member))
  return {
    environment: {
      // One tenant alone, so that `kind.post` need not name it.
      COUNTERSIGN_TENANTS: channel.tenantId,
      COUNTERSIGN_OBJECT_IDS: approvers.map(({ objectId }) => objectId).join(','),
      CHANNEL_URL: channel.webhookUrl,
      CHANNEL_TENANT: channel.tenantId,
    },
    description:
      `CHANNEL_URL is the channel ${NAME}; there ${nameAll(approvers)} may press (COUNTERSIGN_OBJECT_IDS), ` +
      `${nameAll(others)} may not.`,
  }
}

function nameAll(users: readonly DirectoryUser[]): string {
  return users.length === 0 ? 'nobody' : users.map(({ givenName }) => givenName).join(' and ')
}
