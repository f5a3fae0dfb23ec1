export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** What JSON may hold where a text, a list or an object is meant. An own `toString` makes `String` throw. */
export const HOSTILE: readonly Json[] = [
  { toString: '' },
  { valueOf: 1, toString: 2 },
  [{ toString: '' }],
  { length: 3 },
  null,
  true,
  7,
  '',
  '__proto__',
  [],
  [[]],
  [null],
  {},
]

/** Everything that is `value` with one place of it replaced by one of HOSTILE, and what was done. */
export function* makeHostile(value: Json): Generator<{ readonly changed: Json; readonly what: string }> {
  for (const place of listPlaces(value))
    for (const given of HOSTILE)
      yield { changed: put(value, place, given), what: `${JSON.stringify(given)} at /${place.join('/')}` }
}

function listPlaces(value: Json, path: readonly string[] = []): readonly (readonly string[])[] {
  const members = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return [path, ...members.flatMap(([name, member]) => listPlaces(member, [...path, name]))]
}

function put(value: Json, [name, ...rest]: readonly string[], given: Json): Json {
  if (name === undefined) return given
  if (Array.isArray(value))
    return value.map((member: Json, index) => (String(index) === name ? put(member, rest, given) : member))
  const object = value as { readonly [name: string]: Json }
  return { ...object, [name]: put(object[name] ?? null, rest, given) }
}
