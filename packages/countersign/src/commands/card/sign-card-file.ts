import { embedSignedCard, importPrivateKey, signCard } from '@countersign/core'
import type { CommandIo } from '../../command/command-io.js'
import { parseTime } from '../../command/parse-time.js'
import { readSecret } from '../../command/read-input.js'
import { writeResult } from '../../command/write-result.js'
import type { SignCardFlags } from './card-flags.js'
import { readFirstCard } from './read-cards.js'

export async function signCardFile(io: CommandIo, file: string, flags: SignCardFlags): Promise<void> {
  const key = importPrivateKey(
    await readSecret(io, { file: flags.key, variable: 'COUNTERSIGN_SIGNING_KEY', option: '--key' }),
  )
  const jws = await signCard(await readFirstCard(io, file), {
    key,
    originator: flags.originator,
    sender: flags.sender,
    recipients: flags.recipient,
    now: flags.at === undefined ? io.now() : parseTime(flags.at),
  })
  await writeResult(io, flags.html ? embedSignedCard('<html><body></body></html>', jws) : jws, {
    out: flags.out,
  })
}
