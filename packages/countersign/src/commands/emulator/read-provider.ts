import { CountersignTypeError, isCodedError, parseStrictJson } from '@countersign/core'
import type { EmulatorProvider } from '@countersign/emulator'
import type { CommandIo } from '../../command/command-io.js'
import { readInput } from '../../command/read-input.js'

/**
 * A provider from a JSON file. Only the form is read here: the registry judges the values, and lists all that is wrong.
 * Throws `ERR_COMMAND_FILE`, or `ERR_EMULATOR_PROVIDER` when it is no JSON object.
 */
export async function readProvider(io: CommandIo, file: string): Promise<Partial<EmulatorProvider>> {
  const text = await readInput(io, file)
  let value: unknown
  try {
    value = parseStrictJson(text)
  } catch (error) {
    throw new CountersignTypeError(
      'ERR_EMULATOR_PROVIDER',
      `${file} is not readable JSON${isCodedError(error) ? `: ${error.message}` : ''}`,
    )
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new CountersignTypeError('ERR_EMULATOR_PROVIDER', `${file} holds no JSON object`)
}
