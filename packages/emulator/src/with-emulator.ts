import { Emulator } from './emulator.js'
import type { EmulatorOptions } from './emulator-options.js'

/** Starts an emulator, hands it over, and closes it whatever comes. */
export async function withEmulator<T>(
  use: (emulator: Emulator) => Promise<T>,
  options: EmulatorOptions = {},
): Promise<T> {
  const emulator = await Emulator.start(options)
  try {
    return await use(emulator)
  } finally {
    await emulator.close()
  }
}
