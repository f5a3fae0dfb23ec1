import type { Command } from 'commander'
import type { CommandContext } from '../../command/command-context.js'
import { collect } from '../../command/collect.js'
import { verifyTokens } from './verify-tokens.js'
import type { VerifyTokenFlags } from './token-flags.js'

export function addTokenCommands(program: Command, context: CommandContext): void {
  const token = program.command('token').description('action tokens: what the platform sends')
  token
    .command('verify')
    .description('judge an action token as a service would, and say which check it fails')
    .argument('<file>', 'the token, or the header of a webhook (HMAC …); - is stdin')
    .requiredOption(
      '--profile <name>',
      'entra, substrate, exchange, bot or teams-webhook; never guessed from the token',
    )
    .option('--audience <uri>', 'the expected audience (repeatable); no default', collect, [])
    .option('--jwks <file>', 'the key set, offline')
    .option('--metadata <url-or-file>', "the issuer's discovery document: fetched, or a file beside --jwks")
    .option(
      '--trusted-metadata <url[=file]>',
      "a trusted server's metadata address, and the document behind it (repeatable; exchange)",
      collect,
      [],
    )
    .option('--tenant <guid>', 'an allowed tenant (repeatable); entra has no default', collect, [])
    .option('--scope <scope>', 'a wanted scope (repeatable); entra has no default', collect, [])
    .option(
      '--caller <guid>',
      "an allowed caller (repeatable); default: the platform's client id",
      collect,
      [],
    )
    .option('--sender <address>', 'an allowed sender of the mail (repeatable; substrate)', collect, [])
    .option('--cloud <name>', 'public, usgov or china (entra, bot)')
    .option('--service-url <url>', "the activity's service URL (bot)")
    .option(
      '--allowed-service-url <url>',
      "a service URL whose connector may call (repeatable; bot); default: the cloud's own hosts",
      collect,
      [],
    )
    .option('--channel <id>', "the activity's channel (bot); default msteams")
    .option('--key <file>', 'a base64 security token (repeatable; teams-webhook)', collect, [])
    .option('--body <file>', 'the raw body (teams-webhook)')
    .option(
      '--trust-emulator <thumbprint>',
      "accept the emulator's tenants, signed by this key only (repeatable)",
      collect,
      [],
    )
    .option('--at <time>', 'judge as of this time: ISO 8601, or seconds since 1970')
    .option('--batch', 'one token a line in, one JSON object a line out')
    .option('--json', 'the verdict as JSON')
    .action(async (file: string, flags: VerifyTokenFlags) =>
      context.setExitCode(await verifyTokens(context.io, file, flags)),
    )
}
