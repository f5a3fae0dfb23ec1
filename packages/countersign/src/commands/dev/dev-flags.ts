import type { EmulatorFlags } from '../emulator/emulator-flags.js'

export interface DevFlags extends Omit<EmulatorFlags, 'provider'> {
  readonly provider?: string
  readonly port?: string
  readonly target: string[]
  readonly sender?: string
  readonly profile: string
}
