const PLACEHOLDER = /\{\{([^{}]+)\.value\}\}/g

/**
 * Fills in `{{id.value}}` as the platform does: in one pass (what a value holds is never looked at again) and
 * without any escaping. A placeholder for an input that does not exist stays as it is.
 * Source: docs/actionable-messages/adaptive-card.md, "Input value substitution"; the missing escaping is observed.
 */
export function substituteInputs(
  text: string,
  values: ReadonlyMap<string, string> | Readonly<Record<string, string>>,
): string {
  return text.replace(PLACEHOLDER, (placeholder: string, name: string) => {
    if (values instanceof Map) return (values as ReadonlyMap<string, string>).get(name) ?? placeholder
    const record = values as Readonly<Record<string, string>>
    return Object.hasOwn(record, name) ? (record[name] ?? placeholder) : placeholder
  })
}

export interface Placeholder {
  /** The id of the input. */
  readonly name: string
  /** Offset of the placeholder in the text. */
  readonly index: number
}

/** Every `{{id.value}}` in a text. */
export function findPlaceholders(text: string): Placeholder[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => ({ name: match[1] ?? '', index: match.index }))
}
