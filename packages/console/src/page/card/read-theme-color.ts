import type { CardJson } from '../api/wire-types.js'

/** A MessageCard's color for CSS; undefined where it has none that is six hexadecimal digits. */
export function readThemeColor({ themeColor }: CardJson): string | undefined {
  const digits = typeof themeColor === 'string' ? /^#?([0-9a-f]{6})$/i.exec(themeColor)?.[1] : undefined
  return digits === undefined ? undefined : `#${digits}`
}
