import type { Finding } from '../../finding.js'
import { createFinding } from '../lint/finding-definition.js'
import type { JsonObject } from '../tree/json-object.js'
import { conversionFindings } from './conversion-findings.js'
import { InputIds } from './input-ids.js'

/** Where an object of the converted card comes from. */
export interface Origin {
  /** JSON pointer into the MessageCard. */
  readonly path: string
  /** Members that are called otherwise there, or stand elsewhere: their pointers from `path`. */
  readonly members: Readonly<Record<string, string>>
}

/** What one conversion notes down on its way: findings, origins, and the ids that inputs get. */
export class Conversion {
  readonly findings: Finding[] = []
  readonly inputIds: InputIds
  readonly #origins = new Map<object, Origin>()

  constructor(card: JsonObject) {
    this.inputIds = new InputIds(card)
  }

  report(code: keyof typeof conversionFindings, path: string): void {
    this.findings.push(createFinding(code, conversionFindings[code], path))
  }

  /** Notes where an object of the converted card comes from, and gives it back. */
  note<Part extends object>(part: Part, path: string, members: Origin['members'] = {}): Part {
    this.#origins.set(part, { path, members })
    return part
  }

  originOf(part: object): Origin | undefined {
    return this.#origins.get(part)
  }
}
