import { CountersignError } from '@countersign/core'
import type { KindDefinition } from '../kinds/kind-definition.js'
import type { SchemaIssue } from '../kinds/standard-schema.js'
import type { Inputs } from './read-inputs.js'

/** What a schema refused, by the names of the card's own inputs: they are no secret from who filled them in. */
export class InvalidInputs extends CountersignError {
  readonly fields: readonly string[]

  constructor(fields: readonly string[]) {
    super('ERR_REQUEST_INPUT')
    this.fields = fields
  }
}

const SHOWABLE_FIELD = /^[A-Za-z][\w-]{0,39}$/

/** The handler's `input`: the schema's output, or the inputs as they came where the kind has no schema. */
export async function validateInputs(kind: KindDefinition, inputs: Inputs): Promise<unknown> {
  const named = Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== kind.parameter))
  if (kind.input === undefined) {
    // Without a schema a handler is promised texts and nothing else.
    const foreign = Object.keys(named).filter((name) => typeof named[name] !== 'string')
    if (foreign.length > 0) throw new InvalidInputs(listFields(foreign))
    return Object.freeze(named)
  }
  const result = await kind.input['~standard'].validate(named)
  if (result.issues !== undefined) throw new InvalidInputs(listFields(result.issues.map(fieldOf)))
  return result.value
}

function fieldOf(issue: SchemaIssue): string {
  const [first] = issue.path ?? []
  return String(typeof first === 'object' ? first.key : (first ?? ''))
}

function listFields(names: readonly string[]): string[] {
  return [...new Set(names)].filter((name) => SHOWABLE_FIELD.test(name)).slice(0, 5)
}
