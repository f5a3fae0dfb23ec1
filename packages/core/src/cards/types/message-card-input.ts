interface MessageCardInputBase {
  /** Names the input in placeholders: `{{id.value}}`. */
  readonly id: string
  readonly title?: string
  readonly value?: string
  /** Default false. Asked for before an action whose body has the input. */
  readonly isRequired?: boolean
}

export interface MessageCardTextInput extends MessageCardInputBase {
  readonly '@type': 'TextInput'
  readonly isMultiline?: boolean
  /** Characters. */
  readonly maxLength?: number
}

export interface MessageCardDateInput extends MessageCardInputBase {
  readonly '@type': 'DateInput'
  /** Default false: a date alone. */
  readonly includeTime?: boolean
}

export interface MessageCardChoice {
  readonly display: string
  readonly value: string
}

export interface MessageCardMultichoiceInput extends MessageCardInputBase {
  readonly '@type': 'MultichoiceInput'
  readonly choices: readonly MessageCardChoice[]
  readonly isMultiSelect?: boolean
  /** Default `normal`. */
  readonly style?: 'normal' | 'expanded'
}

export type MessageCardInput = MessageCardTextInput | MessageCardDateInput | MessageCardMultichoiceInput
