import { CountersignError, type OutlookCard } from '@countersign/core'

/**
 * The value of every input of a card: what the person gave, else the card's default, else the empty string.
 *
 * @param asked the inputs that the action sends: a MessageCard asks for no other (PROTOCOL S11)
 * @throws CountersignError ERR_EMULATOR_INPUT for a value without an input, or a required input without a value
 */
export function collectInputs(
  card: OutlookCard,
  given: Readonly<Record<string, string>>,
  asked: ReadonlySet<string> | 'all' = 'all',
): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  const left = new Map(Object.entries(given))
  for (const input of listInputs(card)) {
    const { id } = input
    if (typeof id !== 'string' || id === '') continue
    const value = left.get(id) ?? defaultValue(input)
    left.delete(id)
    if (input.isRequired === true && value === '' && (asked === 'all' || asked.has(id)))
      throw unfit('An input that the card requires has no value.')
    values.set(id, value)
  }
  if (left.size > 0) throw unfit('A value was given for an input that the card does not have.')
  return values
}

function defaultValue(input: Readonly<Record<string, unknown>>): string {
  const { value } = input
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  // A toggle is never empty: off is a value too (adaptivecards.io, Input.Toggle).
  if (input.type === 'Input.Toggle') return typeof input.valueOff === 'string' ? input.valueOff : 'false'
  return ''
}

function* listInputs(node: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (Array.isArray(node)) {
    for (const each of node) yield* listInputs(each)
  } else if (typeof node === 'object' && node !== null) {
    const members = node as Readonly<Record<string, unknown>>
    if (typeof members.type === 'string' && members.type.startsWith('Input.')) yield members
    for (const each of Object.values(members)) yield* listInputs(each)
  }
}

function unfit(message: string): CountersignError {
  return new CountersignError('ERR_EMULATOR_INPUT', message)
}
