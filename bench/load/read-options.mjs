import { parseArgs } from 'node:util'

export const ADAPTERS = ['express', 'node', 'fastify', 'fetch']
export const USAGE = `usage: npm run load [-- [--seconds N] [--clients N] [--adapter ${ADAPTERS.join('|')}] [--json]]`

/**
 * Five minutes, 256 clients, express. Throws with everything that is wrong.
 *
 * @param {string[]} args
 */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: 'string', default: '300' },
      clients: { type: 'string', default: '256' },
      adapter: { type: 'string', default: 'express' },
      json: { type: 'boolean', default: false },
    },
  })
  const problems = []
  const whole = (name, most) => {
    const number = Number(values[name])
    if (!Number.isSafeInteger(number) || number < 1 || number > most)
      problems.push(`--${name} is a whole number from 1 to ${most}`)
    return number
  }
  const options = {
    seconds: whole('seconds', 86_400),
    clients: whole('clients', 4_096),
    adapter: values.adapter,
    json: values.json,
  }
  if (!ADAPTERS.includes(options.adapter)) problems.push(`--adapter is one of ${ADAPTERS.join(', ')}`)
  if (problems.length > 0) throw new Error(problems.join('; '))
  return options
}
