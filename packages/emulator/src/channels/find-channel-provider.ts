import { isTargetAllowed, listCardCalls, type AnyCard } from '@countersign/core'
import type { EmulatorProvider } from '../registry/emulator-provider.js'
import type { ProviderRegistry } from '../registry/provider-registry.js'

/**
 * The registered service behind a card in a channel: the one that the channel's webhook was made for, else the one that
 * the card names, else the only one whose targets admit all that the card calls. A connector's card names nobody, and the
 * real platform asks for no registration; the emulator needs one to know where the service is.
 */
export function findChannelProvider(
  registry: ProviderRegistry,
  channelProvider: string | undefined,
  card: AnyCard,
): EmulatorProvider | undefined {
  if (channelProvider !== undefined) return registry.find(channelProvider)
  const { originator }: { readonly originator?: unknown } = card
  const named = typeof originator === 'string' ? registry.find(originator) : undefined
  if (named !== undefined) return named
  const urls = listCardCalls(card).map(({ url }) => url)
  if (urls.length === 0) return undefined
  const fitting = registry
    .list()
    .filter(({ targets }) => urls.every((url) => typeof url === 'string' && isTargetAllowed(url, targets)))
  return fitting.length === 1 ? fitting[0] : undefined
}
