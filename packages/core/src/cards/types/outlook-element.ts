import type { ElementBase } from './element-base.js'
import type { OutlookAction, SelectAction } from './outlook-action.js'
import type { OutlookInput } from './outlook-input.js'
import type {
  BackgroundImage,
  ColumnWidth,
  ContainerStyle,
  FontType,
  HorizontalAlignment,
  ImageSize,
  ImageStyle,
  Pixels,
  TextColor,
  TextSize,
  TextWeight,
  VerticalAlignment,
} from './style-values.js'

interface Block extends ElementBase {
  readonly fallback?: OutlookElement | 'drop'
}

interface TextStyle {
  readonly size?: TextSize
  readonly weight?: TextWeight
  readonly color?: TextColor
  readonly isSubtle?: boolean
  readonly fontType?: FontType
}

export interface TextBlock extends Block, TextStyle {
  readonly type: 'TextBlock'
  /** Basic Markdown, no HTML. */
  readonly text: string
  readonly wrap?: boolean
  readonly maxLines?: number
  readonly horizontalAlignment?: HorizontalAlignment
  readonly style?: 'default' | 'heading'
}

export interface TextRun extends TextStyle {
  readonly type: 'TextRun'
  readonly text: string
  readonly italic?: boolean
  readonly underline?: boolean
  readonly strikethrough?: boolean
  readonly highlight?: boolean
  readonly selectAction?: SelectAction
}

export interface RichTextBlock extends Block {
  readonly type: 'RichTextBlock'
  readonly inlines: readonly (string | TextRun)[]
  readonly horizontalAlignment?: HorizontalAlignment
}

export interface Image extends Omit<Block, 'height'> {
  readonly type: 'Image'
  readonly url: string
  readonly altText?: string
  readonly size?: ImageSize
  readonly style?: ImageStyle
  readonly width?: Pixels
  readonly height?: Pixels | 'auto' | 'stretch'
  /** `#RRGGBB` */
  readonly backgroundColor?: string
  readonly horizontalAlignment?: HorizontalAlignment
  readonly selectAction?: SelectAction
}

export interface ImageSet extends Block {
  readonly type: 'ImageSet'
  readonly images: readonly Image[]
  readonly imageSize?: ImageSize
}

export interface Fact {
  readonly title: string
  readonly value: string
}

export interface FactSet extends Block {
  readonly type: 'FactSet'
  readonly facts: readonly Fact[]
}

interface Area {
  readonly style?: ContainerStyle
  readonly bleed?: boolean
  readonly minHeight?: Pixels
  readonly verticalContentAlignment?: VerticalAlignment
  readonly backgroundImage?: string | BackgroundImage
  readonly selectAction?: SelectAction
  readonly rtl?: boolean
}

export interface Container extends Block, Area {
  readonly type: 'Container'
  readonly items: readonly OutlookElement[]
}

export interface Column extends Omit<ElementBase, 'height'>, Area {
  readonly type?: 'Column'
  readonly items?: readonly OutlookElement[]
  /** Default `auto`. */
  readonly width?: ColumnWidth
  readonly fallback?: Column | 'drop'
}

export interface ColumnSet extends Block, Omit<Area, 'verticalContentAlignment' | 'backgroundImage' | 'rtl'> {
  readonly type: 'ColumnSet'
  readonly columns?: readonly Column[]
  readonly horizontalAlignment?: HorizontalAlignment
}

/** Buttons anywhere in a card. Source: docs/actionable-messages/adaptive-card.md, "ActionSet element". */
export interface ActionSet extends Block {
  readonly type: 'ActionSet'
  readonly actions: readonly OutlookAction[]
  readonly horizontalAlignment?: HorizontalAlignment
}

export type OutlookElement =
  TextBlock | RichTextBlock | Image | ImageSet | FactSet | Container | ColumnSet | ActionSet | OutlookInput
