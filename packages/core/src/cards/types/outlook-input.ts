import type { ElementBase } from './element-base.js'
import type { SelectAction } from './outlook-action.js'
import type { AnyCase } from './style-values.js'

interface InputBase extends ElementBase {
  /** Names the input in placeholders: `{{id.value}}`. */
  readonly id: string
  readonly label?: string
  readonly isRequired?: boolean
  readonly errorMessage?: string
}

export interface InputText extends InputBase {
  readonly type: 'Input.Text'
  readonly value?: string
  readonly placeholder?: string
  readonly isMultiline?: boolean
  readonly maxLength?: number
  readonly regex?: string
  readonly style?: AnyCase<'text' | 'tel' | 'url' | 'email'>
  readonly inlineAction?: SelectAction
}

export interface InputNumber extends InputBase {
  readonly type: 'Input.Number'
  readonly value?: number
  readonly placeholder?: string
  readonly min?: number
  readonly max?: number
}

export interface InputDate extends InputBase {
  readonly type: 'Input.Date'
  /** YYYY-MM-DD, as are `min` and `max`. */
  readonly value?: string
  readonly placeholder?: string
  readonly min?: string
  readonly max?: string
}

export interface InputToggle extends InputBase {
  readonly type: 'Input.Toggle'
  readonly title: string
  readonly value?: string
  readonly valueOn?: string
  readonly valueOff?: string
  readonly wrap?: boolean
}

export interface InputChoice {
  readonly title: string
  readonly value: string
}

export interface InputChoiceSet extends InputBase {
  readonly type: 'Input.ChoiceSet'
  readonly choices: readonly InputChoice[]
  readonly value?: string
  readonly placeholder?: string
  readonly isMultiSelect?: boolean
  readonly style?: AnyCase<'compact' | 'expanded'>
  readonly wrap?: boolean
}

/** Every input that Outlook shows. `Input.Time` is missing on purpose: Outlook drops it. */
export type OutlookInput = InputText | InputNumber | InputDate | InputToggle | InputChoiceSet
