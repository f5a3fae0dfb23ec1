import type { ServiceOptions } from '../config/service-options.js'
import type { ServiceRuntime } from './service-runtime.js'

const EMULATOR_WARNING =
  'Countersign trusts a local emulator: anybody who can reach it can act as anybody. Never do this in production.'
const LEGACY_WARNING = 'The profile substrate is the legacy one: the vendor retired it for mail in June 2026.'
const MEMORY_WARNING =
  'The memory ledger forgets at every start: cards sent before are then refused. Use sqlite:FILE.'

/** What operators should know from the start. Listeners that are added right after createService hear it too. */
export function announceStart({ config, events }: ServiceRuntime, options: ServiceOptions): void {
  const warnings = [
    ...(options.trustEmulator === undefined ? [] : [EMULATOR_WARNING]),
    ...(config.profile === 'substrate' ? [LEGACY_WARNING] : []),
    ...(options.ledger === 'memory:' ? [MEMORY_WARNING] : []),
  ]
  if (options.trustEmulator !== undefined) process.emitWarning(EMULATOR_WARNING, 'CountersignWarning')
  queueMicrotask(() => {
    events.emit({ type: 'service.started', profile: config.profile, legacy: config.profile === 'substrate' })
    for (const message of warnings) events.emit({ type: 'service.warning', message })
  })
}
