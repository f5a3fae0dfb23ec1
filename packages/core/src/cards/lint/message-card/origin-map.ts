import type { Conversion } from '../../convert/conversion.js'
import { isJsonObject } from '../../tree/json-object.js'

/** Leads from a place in a converted card back to the place in the MessageCard. */
export class OriginMap {
  readonly #converted: unknown
  readonly #conversion: Conversion

  constructor(converted: unknown, conversion: Conversion) {
    this.#converted = converted
    this.#conversion = conversion
  }

  /** The pointer of the nearest thing that the MessageCard has, too. */
  find(pointer: string): string {
    let at: unknown = this.#converted
    let found = this.#path(at, '') ?? ''
    for (const token of pointer.split('/').slice(1)) {
      const name = token.replaceAll('~1', '/').replaceAll('~0', '~')
      const origin = isJsonObject(at) ? this.#conversion.originOf(at) : undefined
      const moved = origin?.members[name]
      at = isJsonObject(at) || Array.isArray(at) ? (at as Readonly<Record<string, unknown>>)[name] : undefined
      found = this.#path(at, moved === undefined ? `${found}/${token}` : `${origin?.path ?? ''}${moved}`)
    }
    return found
  }

  #path(part: unknown, otherwise: string): string {
    const origin = isJsonObject(part) ? this.#conversion.originOf(part) : undefined
    return origin?.path ?? otherwise
  }
}
