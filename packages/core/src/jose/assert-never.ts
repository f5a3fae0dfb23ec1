/** The default of an exhaustive switch: compiles only while every case is handled. */
export function assertNever(value: never): never {
  throw new TypeError(`Unhandled case: ${typeof value}`)
}
