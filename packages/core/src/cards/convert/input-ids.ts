import { findPlaceholders, substituteInputs } from '../inputs/substitute-inputs.js'
import { isJsonObject, stringMember, type JsonObject } from '../tree/json-object.js'
import { walkNodes } from '../tree/walk-nodes.js'
import { isKnownInput } from './convert-input.js'

/**
 * The ids that a MessageCard's inputs get in an Adaptive Card. There all inputs share one space, and urls and headers
 * are substituted, too: an id that repeats, or that a url or a header happens to name, is replaced by a new one.
 */
export class InputIds {
  readonly #taken: Set<string>
  /** What no new id may be: names that bodies hold, and ids that other inputs want. */
  readonly #wanted: ReadonlySet<string>
  readonly #ofInput = new Map<JsonObject, string>()
  /** By ActionCard; under `undefined` the first input of each id in the whole card. */
  readonly #renamed = new Map<JsonObject | undefined, Map<string, string>>()

  constructor(card: JsonObject) {
    const nodes = walkNodes(card).map(({ node }) => node)
    this.#taken = new Set(nodes.flatMap(listLiteralNames))
    this.#wanted = new Set(
      nodes.flatMap(({ id, body }) => [id, ...listNames(body)].filter((name) => typeof name === 'string')),
    )
    for (const actionCard of listActionCards(card)) this.#addInputs(actionCard)
  }

  /** The id that an input gets; undefined where it has none. */
  idOf(input: JsonObject): string | undefined {
    return this.#ofInput.get(input)
  }

  /** A body with the new ids in its placeholders: the ActionCard's own inputs come before those of others. */
  renameIn(body: string, actionCard?: JsonObject): string {
    const all = this.#renamed.get(undefined) ?? []
    const own = this.#renamed.get(actionCard) ?? []
    const names = new Map([...all, ...own].map(([name, id]) => [name, `{{${id}.value}}`]))
    return substituteInputs(body, names)
  }

  #addInputs(actionCard: JsonObject): void {
    const inputs: unknown[] = Array.isArray(actionCard.inputs) ? actionCard.inputs : []
    for (const input of inputs.filter(isJsonObject)) {
      if (!isKnownInput(input)) continue
      const wanted = stringMember(input, 'id')
      if (wanted === undefined || wanted === '') continue
      const id = this.#take(wanted)
      this.#ofInput.set(input, id)
      for (const scope of [undefined, actionCard]) {
        const renamed = this.#renamed.get(scope) ?? new Map<string, string>()
        if (!renamed.has(wanted)) renamed.set(wanted, id)
        this.#renamed.set(scope, renamed)
      }
    }
  }

  #take(wanted: string): string {
    let id = wanted
    for (let count = 2; this.#taken.has(id) || (id !== wanted && this.#wanted.has(id)); count += 1)
      id = `${wanted}-${String(count)}`
    this.#taken.add(id)
    return id
  }
}

/** Those that are drawn, in the order in which they are. */
function listActionCards(card: JsonObject): JsonObject[] {
  const sections: unknown[] = Array.isArray(card.sections) ? card.sections : []
  return [...sections.filter(isJsonObject), card].flatMap(({ potentialAction }) => {
    const actions: unknown[] = Array.isArray(potentialAction) ? potentialAction : []
    return actions.filter(isJsonObject).filter((action) => action['@type'] === 'ActionCard')
  })
}

/** Names in double braces where a MessageCard substitutes nothing: no input of the Adaptive Card may have them. */
function listLiteralNames(node: JsonObject): string[] {
  if (node['@type'] !== 'HttpPOST') return []
  const headers: unknown[] = Array.isArray(node.headers) ? node.headers : []
  return [node.target, ...headers.filter(isJsonObject).map(({ value }) => value)].flatMap(listNames)
}

function listNames(text: unknown): string[] {
  return typeof text === 'string' ? findPlaceholders(text).map(({ name }) => name) : []
}
