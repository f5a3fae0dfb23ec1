export interface HeaderField {
  /** Lower-cased. */
  readonly key: string
  readonly name: string
  /** Unfolded and trimmed; bytes beyond ASCII read as UTF-8. */
  readonly value: string
  /** As received, folding and all, without the last CRLF; one character a byte. */
  readonly raw: string
}

export function fieldsOf(fields: readonly HeaderField[], key: string): HeaderField[] {
  return fields.filter((field) => field.key === key)
}
