import {
  CountersignError,
  computeKeyThumbprint,
  exportPrivateKey,
  exportPublicKey,
  generateLimitedRoot,
  generateSigningKey,
} from '@countersign/core'
import type { CommandIo } from '../../command/command-io.js'
import { writeResult } from '../../command/write-result.js'
import type { GenerateKeyFlags } from './key-flags.js'
import { parseOutputFormat } from './parse-key-format.js'

const MIN_BITS = 2048
const MAX_BITS = 8192

export async function generateKey(io: CommandIo, flags: GenerateKeyFlags): Promise<void> {
  if (flags.limited) {
    const { id, text } = generateLimitedRoot()
    await writeResult(io, text, { out: flags.out, secret: true })
    io.stderr.write(
      `Root key ${id} for limited-purpose tokens: set COUNTERSIGN_LIMITED_KEYS to it, or COUNTERSIGN_LIMITED_KEYS_FILE to its file.\n`,
    )
    return
  }
  const format = parseOutputFormat(flags.to)
  const publicFormat = parseOutputFormat(flags.publicTo)
  const key = await generateSigningKey({ bits: parseBits(flags.bits) })
  await writeResult(io, exportPrivateKey(key, format), { out: flags.out, secret: true })
  const publicKey = exportPublicKey(key, publicFormat)
  if (flags.publicOut !== undefined) await writeResult(io, publicKey, { out: flags.publicOut })
  else io.stderr.write(`The public key, for the registration of your provider:\n${publicKey}\n`)
  io.stderr.write(`Thumbprint (RFC 7638): ${computeKeyThumbprint(key)}\n`)
}

function parseBits(text: string): number {
  const bits = Number(text)
  if (Number.isInteger(bits) && bits >= MIN_BITS && bits <= MAX_BITS && bits % 8 === 0) return bits
  throw new CountersignError(
    'ERR_COMMAND_USAGE',
    `--bits takes ${MIN_BITS} to ${MAX_BITS}, in steps of 8; it was "${text}".`,
  )
}
