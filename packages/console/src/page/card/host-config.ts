import { HostConfig } from 'adaptivecards/lib/host-config'

interface Shade {
  readonly default: string
  readonly subtle: string
}

/** The design's tokens, so that one card follows the light and the dark theme. */
function shade(name: string, subtle = name): Shade {
  return { default: `var(--${name})`, subtle: `var(--${subtle})` }
}

const foregroundColors = {
  default: shade('colorNeutralForeground1', 'colorNeutralForeground3'),
  dark: shade('colorNeutralForeground1', 'colorNeutralForeground3'),
  light: shade('colorNeutralForeground3'),
  accent: shade('colorBrandForegroundLink'),
  good: shade('colorStatusSuccessForeground1'),
  warning: shade('colorStatusWarningForeground3'),
  attention: shade('colorPaletteRedForeground1'),
}

function container(background: string): object {
  return { backgroundColor: `var(--${background})`, foregroundColors }
}

/** Outlook's own measures, with Fluent's colors. */
export const hostConfig = new HostConfig({
  fontFamily: 'inherit',
  fontSizes: { small: 12, default: 14, medium: 16, large: 20, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  spacing: { small: 4, default: 8, medium: 12, large: 20, extraLarge: 28, padding: 16 },
  // Below the message's own heading.
  textBlock: { headingLevel: 3 },
  separator: { lineThickness: 1, lineColor: 'var(--colorNeutralStroke2)' },
  supportsInteractivity: true,
  containerStyles: {
    default: container('colorNeutralBackground1'),
    emphasis: container('colorNeutralBackground3'),
    accent: container('colorBrandBackground2'),
    good: container('colorStatusSuccessBackground1'),
    warning: container('colorStatusWarningBackground1'),
    attention: container('colorStatusDangerBackground1'),
  },
  actions: {
    maxActions: 20,
    spacing: 'medium',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  factSet: {
    title: { weight: 'bolder', wrap: true, maxWidth: 160 },
    value: { wrap: true },
    spacing: 12,
  },
})
