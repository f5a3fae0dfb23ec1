interface Span {
  /** Offset of the token's first character in the source. */
  readonly from: number
  /** Offset behind its last character. */
  readonly to: number
}

export interface StartTag extends Span {
  readonly kind: 'start'
  /** Lower case. */
  readonly name: string
  /** Names in lower case, values decoded; of repeated attributes the first. */
  readonly attributes: ReadonlyMap<string, string>
}

export interface EndTag extends Span {
  readonly kind: 'end'
  readonly name: string
}

export interface Text extends Span {
  readonly kind: 'text'
  /** Raw text (script, style …) holds no character references. */
  readonly raw: boolean
}

export interface Comment extends Span {
  readonly kind: 'comment'
}

export interface Doctype extends Span {
  readonly kind: 'doctype'
}

export type HtmlToken = StartTag | EndTag | Text | Comment | Doctype
