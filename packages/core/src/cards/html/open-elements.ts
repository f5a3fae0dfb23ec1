import { SPECIAL_ELEMENTS, VOID_ELEMENTS } from './element-kinds.js'

/** How often each name is open. */
type Counts = Map<string, number>

interface Entry<Value> {
  readonly name: string
  readonly value: Value
}

/**
 * The open elements with a value each. An end tag closes the innermost element of its name and everything in it; the
 * end tag of an ordinary element (span …) does not reach out of a special one (div …) it stands in, as the tree
 * construction of WHATWG HTML has it. Counting the open names makes an unmatched end tag cost nothing.
 */
export class OpenElements<Value> {
  readonly #stack: Entry<Value>[] = []
  readonly #special: Counts = new Map()
  /** The ordinary names since each open special element, the innermost last. */
  readonly #ordinary: Counts[] = [new Map<string, number>()]

  open(name: string, value: Value): void {
    if (VOID_ELEMENTS.has(name)) return
    this.#stack.push({ name, value })
    if (SPECIAL_ELEMENTS.has(name)) this.#ordinary.push(new Map())
    this.#count(name, 1)
  }

  close(name: string): void {
    if ((this.#countsOf(name).get(name) ?? 0) === 0) return
    for (let top = this.#stack.pop(); top !== undefined; top = this.#stack.pop()) {
      this.#count(top.name, -1)
      if (SPECIAL_ELEMENTS.has(top.name)) this.#ordinary.pop()
      if (top.name === name) return
    }
  }

  /** The value of the innermost open element. */
  get innermost(): Value | undefined {
    return this.#stack.at(-1)?.value
  }

  #countsOf(name: string): Counts {
    return SPECIAL_ELEMENTS.has(name) ? this.#special : (this.#ordinary.at(-1) ?? this.#special)
  }

  #count(name: string, by: 1 | -1): void {
    const counts = this.#countsOf(name)
    counts.set(name, (counts.get(name) ?? 0) + by)
  }
}
