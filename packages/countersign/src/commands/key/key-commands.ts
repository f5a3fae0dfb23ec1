import type { Command } from 'commander'
import type { CommandContext } from '../../command/command-context.js'
import { convertKey } from './convert-key.js'
import { generateKey } from './generate-key.js'
import type { GenerateKeyFlags, ConvertKeyFlags } from './key-flags.js'

export function addKeyCommands(program: Command, { io }: CommandContext): void {
  const key = program.command('key').description('signing keys: PEM, JWK, RSAKeyValue XML, X.509')
  key
    .command('generate')
    .description('make a signing key, and the public key in the form that the registration wants')
    .option('--bits <n>', 'modulus length of the RSA key', '2048')
    .option('--to <format>', 'format of the private key: pem, jwk or xml', 'pem')
    .option('--out <file>', 'where the private key goes (mode 600); default stdout')
    .option('--public-out <file>', 'where the public key goes; default stderr')
    .option('--public-to <format>', 'format of the public key: xml, pem or jwk', 'xml')
    .option('--limited', 'make a root key for limited-purpose tokens (COUNTERSIGN_LIMITED_KEYS) instead')
    .action((options: GenerateKeyFlags) => generateKey(io, options))
  key
    .command('convert')
    .description('write a key in another format; the public part, unless --private is given')
    .argument('<file>', 'the key; - is stdin')
    .requiredOption('--to <format>', 'pem, jwk or xml')
    .option('--from <format>', 'pem, jwk, xml or x509; found out by itself where it is left out')
    .option('--private', 'write the private key too')
    .option('--out <file>', 'where it goes; default stdout')
    .action((file: string, options: ConvertKeyFlags) => convertKey(io, file, options))
}
