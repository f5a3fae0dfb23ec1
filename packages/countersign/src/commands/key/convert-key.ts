import {
  exportPrivateKey,
  exportPublicKey,
  importPrivateKey,
  isCodedError,
  importPublicKey,
} from '@countersign/core'
import type { KeyObject } from 'node:crypto'
import type { CommandIo } from '../../command/command-io.js'
import { readInput } from '../../command/read-input.js'
import { writeResult } from '../../command/write-result.js'
import type { ConvertKeyFlags } from './key-flags.js'
import { parseKeyFormat, parseOutputFormat } from './parse-key-format.js'

export async function convertKey(io: CommandIo, file: string, flags: ConvertKeyFlags): Promise<void> {
  const text = await readInput(io, file)
  const from = flags.from === undefined ? undefined : parseKeyFormat(flags.from)
  const to = parseOutputFormat(flags.to)
  if (flags.private) {
    await writeResult(io, exportPrivateKey(importPrivateKey(text, from), to), {
      out: flags.out,
      secret: true,
    })
    return
  }
  await writeResult(io, exportPublicKey(importEitherKey(text, from), to), { out: flags.out })
}

/** A public key, or the private key that it can be taken from. */
function importEitherKey(text: string, from: ReturnType<typeof parseKeyFormat> | undefined): KeyObject {
  try {
    return importPublicKey(text, from)
  } catch (error) {
    if (isCodedError(error) && error.code === 'ERR_KEY_PRIVATE') return importPrivateKey(text, from)
    throw error
  }
}
