import { defineCodes } from '../catalog-entry.js'

export const commandCodes = defineCodes({
  ERR_COMMAND_USAGE: { message: 'The command line is not usable.', hint: 'Run the command with --help.' },
  ERR_COMMAND_FILE: {
    message: 'A file cannot be read or written.',
    hint: 'Check the path and its permissions; - stands for the standard input.',
  },
  ERR_COMMAND_INTERRUPTED: {
    message: 'The command was interrupted before it was done.',
    hint: 'Run it again; where it waits for the standard input, let that end.',
  },
  ERR_EMULATOR_UNREACHABLE: {
    message: 'The emulator does not answer.',
    hint: 'Start it with countersign dev or countersign emulator, and name the same data folder with --data.',
  },
  ERR_COMMAND_CHILD: {
    message: 'The command to run could not be started.',
    hint: 'Check its name and that it is on the PATH; it follows after --.',
  },
})
