import type { ProviderLookup } from '@countersign/admission'
import { CountersignTypeError } from '@countersign/core'
import { lowerAscii } from '../directory/directory.js'
import { checkProvider } from './check-provider.js'
import type { EmulatorProvider } from './emulator-provider.js'

/** Providers that one emulator takes. */
export const MAX_PROVIDERS = 1_000

/** The registered services, by originator. */
export class ProviderRegistry implements ProviderLookup {
  readonly #providers = new Map<string, EmulatorProvider>()

  /**
   * Registers a provider, or replaces the one with the same originator.
   *
   * @throws CountersignTypeError ERR_EMULATOR_PROVIDER
   */
  register(input: unknown): EmulatorProvider {
    const provider = checkProvider(input)
    const key = lowerAscii(provider.originator)
    if (!this.#providers.has(key) && this.#providers.size >= MAX_PROVIDERS) {
      throw new CountersignTypeError('ERR_EMULATOR_PROVIDER', `more than ${String(MAX_PROVIDERS)} providers`)
    }
    this.#providers.set(key, provider)
    return provider
  }

  find(originator: string): EmulatorProvider | undefined {
    return this.#providers.get(lowerAscii(originator))
  }

  list(): readonly EmulatorProvider[] {
    return [...this.#providers.values()]
  }
}
