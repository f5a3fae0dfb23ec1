/** The vendor's examples write enumerations in lower case, the schema in upper case: both are accepted. */
export type AnyCase<Value extends string> = Value | Capitalize<Value>

export type Spacing = AnyCase<'default' | 'none' | 'small' | 'medium' | 'large' | 'extraLarge' | 'padding'>
export type HorizontalAlignment = AnyCase<'left' | 'center' | 'right'>
export type VerticalAlignment = AnyCase<'top' | 'center' | 'bottom'>
export type TextSize = AnyCase<'default' | 'small' | 'medium' | 'large' | 'extraLarge'>
export type TextWeight = AnyCase<'default' | 'lighter' | 'bolder'>
export type TextColor = AnyCase<'default' | 'dark' | 'light' | 'accent' | 'good' | 'warning' | 'attention'>
export type FontType = AnyCase<'default' | 'monospace'>
export type ContainerStyle = AnyCase<'default' | 'emphasis' | 'good' | 'attention' | 'warning' | 'accent'>
export type ImageSize = AnyCase<'auto' | 'stretch' | 'small' | 'medium' | 'large'>
export type ImageStyle = AnyCase<'default' | 'person'>
export type BlockHeight = AnyCase<'auto' | 'stretch'>
export type Pixels = `${number}px`
/** A column's width: `auto`, `stretch`, a weight (`2` or `'2*'`) or pixels (`'50px'`). */
export type ColumnWidth = AnyCase<'auto' | 'stretch'> | number | Pixels | `${number}*` | `${number}`

export interface BackgroundImage {
  readonly url: string
  readonly fillMode?: AnyCase<'cover' | 'repeatHorizontally' | 'repeatVertically' | 'repeat'>
  readonly horizontalAlignment?: HorizontalAlignment
  readonly verticalAlignment?: VerticalAlignment
}
