import { CountersignTypeError } from '@countersign/core'
import { isOptionObject } from './option-object.js'
import type { ServiceOptions } from './service-options.js'

interface OptionForm {
  readonly fits: (value: unknown) => boolean
  readonly problem: string
}

const FUNCTION: OptionForm = { fits: (value) => typeof value === 'function', problem: 'must be a function.' }
const TEXT: OptionForm = { fits: (value) => typeof value === 'string', problem: 'must be a text.' }
const KEY_SET: OptionForm = { fits: isKeySet, problem: 'must be a key set, { keys: […] }.' }

/** What an option must be before anything in it can be looked at. */
const FORMS: Partial<Readonly<Record<keyof ServiceOptions, OptionForm>>> = {
  bot: objectWith('appId'),
  budgets: objectWith('actMs, viewMs'),
  dkim: objectWith('domain, selector, key'),
  forwardEvents: objectWith('url, secret'),
  trustEmulator: objectWith('metadata, keyThumbprint'),
  transport: {
    fits: (value) => isOptionObject(value) && typeof value['deliver'] === 'function',
    problem: 'must be a transport, with deliver.',
  },
  jwks: KEY_SET,
  fetch: FUNCTION,
  now: FUNCTION,
  onEvent: FUNCTION,
  resolveActor: FUNCTION,
  name: TEXT,
  originator: TEXT,
  sender: TEXT,
  senderName: TEXT,
  smtp: TEXT,
}

/**
 * A copy without the options of another form, each of which is a problem, so that the checks that follow can read what
 * is left. Undefined is an option that was left out.
 *
 * @throws CountersignTypeError `ERR_CONFIG_INVALID` where there are no options at all
 */
export function checkOptionForms(options: ServiceOptions, problems: string[]): ServiceOptions {
  if (!isOptionObject(options)) {
    throw new CountersignTypeError('ERR_CONFIG_INVALID', 'createService needs an object with its options.')
  }
  const checked = { ...options }
  for (const [name, form] of Object.entries(FORMS) as [keyof ServiceOptions, OptionForm][]) {
    if (checked[name] === undefined || form.fits(checked[name])) continue
    problems.push(`${name} ${form.problem}`)
    delete checked[name]
  }
  return withBotKeys(checked, problems)
}

/** The same for the key set that is the bot's own. */
function withBotKeys(options: ServiceOptions, problems: string[]): ServiceOptions {
  const { bot } = options
  if (bot?.jwks === undefined || KEY_SET.fits(bot.jwks)) return options
  problems.push(`bot.jwks ${KEY_SET.problem}`)
  const checked = { ...bot }
  delete checked.jwks
  return { ...options, bot: checked }
}

function objectWith(members: string): OptionForm {
  return { fits: isOptionObject, problem: `must be an object: { ${members} }.` }
}

function isKeySet(value: unknown): boolean {
  return isOptionObject(value) && Array.isArray(value['keys'])
}
