import { CountersignError } from '@countersign/core'
import { findChannelProvider } from '../channels/find-channel-provider.js'
import type { MailboxMessage } from '../mailboxes/mailbox-message.js'
import type { EmulatorProvider } from '../registry/emulator-provider.js'
import type { PlatformContext } from './platform-context.js'

/** The registration that a message's actions go to. @throws CountersignError ERR_EMULATOR_NO_CARD where there is none */
export function findPressProvider({ registry }: PlatformContext, message: MailboxMessage): EmulatorProvider {
  const originator = message.admission.provider?.originator
  const provider = originator === undefined ? findPostProvider(registry, message) : registry.find(originator)
  if (provider !== undefined) return provider
  throw new CountersignError(
    'ERR_EMULATOR_NO_CARD',
    originator === undefined
      ? 'No provider is registered for what the card calls, or more than one is.'
      : 'The provider of the card is not registered any more.',
  )
}

/** Registered after the post: a webhook asks for no registration, so it is looked for again. */
function findPostProvider(
  registry: PlatformContext['registry'],
  { source, card, messageCards }: MailboxMessage,
): EmulatorProvider | undefined {
  if (source.type !== 'channel' || card === undefined) return undefined
  return findChannelProvider(registry, source.provider, messageCards?.card ?? card)
}
