import type { BlockHeight, Spacing } from './style-values.js'

export interface ElementBase {
  readonly id?: string
  /** Default true; `Action.ToggleVisibility` changes it. */
  readonly isVisible?: boolean
  readonly separator?: boolean
  readonly spacing?: Spacing
  readonly height?: BlockHeight
  readonly requires?: Readonly<Record<string, string>>
}
