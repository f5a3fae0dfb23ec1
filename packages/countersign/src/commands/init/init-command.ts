import type { Command } from 'commander'
import type { CommandContext } from '../../command/command-context.js'
import { initService } from './init-service.js'
import type { InitFlags } from './init-flags.js'

export function addInitCommand(program: Command, { io }: CommandContext): void {
  program
    .command('init')
    .description('write .env, keys and a server.js to start from')
    .argument('[folder]', 'where to', '.')
    .option('--force', 'write over files that are there (never over keys)')
    .action((folder: string, flags: InitFlags) => initService(io, folder, flags))
}
