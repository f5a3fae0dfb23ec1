import type { Command } from 'commander'
import { collect } from '../../command/collect.js'
import type { CommandContext } from '../../command/command-context.js'
import { convertCard } from './convert-card.js'
import { lintCards } from './lint-cards.js'
import { previewCard } from './preview-card.js'
import { signCardFile } from './sign-card-file.js'
import { verifyCards } from './verify-cards.js'
import type { ConvertCardFlags, LintCardFlags, SignCardFlags, VerifyCardFlags } from './card-flags.js'

export function addCardCommands(program: Command, { io, setExitCode }: CommandContext): void {
  const card = program.command('card').description('cards: .json, .jws, .html or .eml; - is stdin')
  card
    .command('lint')
    .description('say what Outlook would not show, and what is unsafe')
    .argument('<file...>')
    .option('--target <url>', 'a registered target URL (repeatable)', collect, [])
    .option('--recipient <address>', 'a recipient of the mail (repeatable)', collect, [])
    .option('--decision <name>', 'a decision of the kind (repeatable)', collect, [])
    .option('--signed', 'the card will be signed')
    .option('--errors-only', 'warnings do not count')
    .option('--json', 'the findings as JSON, one object a file')
    .action(async (files: string[], flags: LintCardFlags) => setExitCode(await lintCards(io, files, flags)))
  card
    .command('sign')
    .description('sign a card for a mail; prints the JWS')
    .argument('<file>')
    .option(
      '--key <file>',
      'the private key; default: COUNTERSIGN_SIGNING_KEY or COUNTERSIGN_SIGNING_KEY_FILE',
    )
    .requiredOption('--originator <guid>', "the provider's id")
    .requiredOption('--sender <address>', 'the From address of the mail')
    .requiredOption('--recipient <address>', 'every To and Cc of the mail (repeatable)', collect, [])
    .option('--at <time>', 'signed at this time: ISO 8601, or seconds since 1970')
    .option('--html', 'print an HTML body that carries the signed card, not the bare JWS')
    .option('--out <file>', 'where it goes; default stdout')
    .action((file: string, flags: SignCardFlags) => signCardFile(io, file, flags))
  card
    .command('verify')
    .description('check a signed card against the public key')
    .argument('<file>')
    .requiredOption('--key <file>', 'the public key: PEM, JWK, RSAKeyValue XML or X.509')
    .option('--batch', 'one JWS a line in, one JSON object a line out')
    .option('--json', 'the verdict as JSON')
    .action(async (file: string, flags: VerifyCardFlags) => setExitCode(await verifyCards(io, file, flags)))
  card
    .command('convert')
    .description('make an Adaptive Card of a MessageCard; what does not survive is said on stderr')
    .argument('<file>')
    .option('--json', 'card and findings as one JSON object')
    .option('--out <file>', 'where it goes; default stdout')
    .action(async (file: string, flags: ConvertCardFlags) => setExitCode(await convertCard(io, file, flags)))
  card
    .command('preview')
    .description('draw a card in text')
    .argument('<file>')
    .action((file: string) => previewCard(io, file))
}
