import { randomUUID } from 'node:crypto'
import { exportPrivateKey, exportPublicKey, generateLimitedRoot, generateSigningKey } from '@countersign/core'
import type { Emulator, EmulatorProvider } from '@countersign/emulator'
import { EVERY_EXAMPLE_HOST } from '../platform/example-targets.js'
import { platformEnvironment } from '../platform/platform-environment.js'

export interface RegisterServiceOptions {
  /** Where the service under test listens, e.g. `http://127.0.0.1:3000`. */
  readonly url: string
  /** What differs from the defaults: sender, targets, scope, profile of the tokens … */
  readonly provider?: Partial<EmulatorProvider>
}

/**
 * Registers a service with the emulator and returns what its `fromEnv(env)` reads: new keys, and a memory ledger.
 *
 * @example
 * const env = await registerService(emulator, { url: 'http://127.0.0.1:3000' })
 * const service = createService(fromEnv(env))
 */
export async function registerService(
  emulator: Emulator,
  options: RegisterServiceOptions,
): Promise<Record<string, string>> {
  const key = await generateSigningKey()
  const provider: EmulatorProvider = {
    originator: randomUUID(),
    name: 'Service under test',
    senders: ['service@provider.example'],
    targets: [EVERY_EXAMPLE_HOST],
    publicKey: exportPublicKey(key, 'xml'),
    scope: 'global',
    routes: { '*': options.url },
    ...options.provider,
  }
  emulator.registerProvider(provider)
  return {
    ...platformEnvironment(emulator, provider),
    COUNTERSIGN_SIGNING_KEY: exportPrivateKey(key, 'pem'),
    COUNTERSIGN_LIMITED_KEYS: generateLimitedRoot().text,
    COUNTERSIGN_LEDGER: 'memory:',
  }
}
