import { CountersignError } from '@countersign/core'
import type { KindDefinition } from '../kinds/kind-definition.js'
import type { SchemaIssue, StandardSchema } from '../kinds/standard-schema.js'
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

/**
 * The handler's `input`: the inputs as they came, or, where the kind has a schema, a promise of the schema's output. Throws as well as
 * it rejects.
 */
export function validateInputs(kind: KindDefinition, inputs: Inputs): unknown {
  const named: Inputs = Object.fromEntries(Object.entries(inputs).filter(([name]) => name !== kind.parameter))
  if (kind.input !== undefined) return applySchema(kind.input, named)
  // Without a schema a handler is promised texts and nothing else.
  const foreign = Object.keys(named).filter((name) => typeof named[name] !== 'string')
  if (foreign.length > 0) throw new InvalidInputs(listFields(foreign))
  return Object.freeze(named)
}

async function applySchema(schema: StandardSchema<unknown>, named: Inputs): Promise<unknown> {
  const result = await schema['~standard'].validate(named)
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
