/** Columns of the drawing, in characters: what a mail's text part and a terminal both show unbroken. */
export const TEXT_WIDTH = 76

/** Breaks a text at spaces so that no line is longer than `width`, where words allow. */
export function wrapText(text: string, width = TEXT_WIDTH): string[] {
  return text.split('\n').flatMap((line) => {
    const lines: string[] = []
    let current = ''
    for (const word of line.split(' ')) {
      if (current !== '' && measure(current) + 1 + measure(word) > width) {
        lines.push(current)
        current = word
      } else current = current === '' ? word : `${current} ${word}`
    }
    return [...lines, current]
  })
}

/** Characters, not UTF-16 units. */
export function measure(text: string): number {
  return Array.from(text).length
}

export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - measure(text)))
}

/** Sets blocks of lines side by side where they fit, else one below the other. */
export function layOutColumns(columns: readonly (readonly string[])[], width = TEXT_WIDTH): string[] {
  const gap = '  '
  const widths = columns.map((lines) => Math.max(0, ...lines.map(measure)))
  const total = widths.reduce((sum, each) => sum + each, 0) + gap.length * Math.max(0, columns.length - 1)
  if (total > width) return columns.flat()
  const height = Math.max(0, ...columns.map((lines) => lines.length))
  return Array.from({ length: height }, (_, row) =>
    columns
      .map((lines, index) => pad(lines[row] ?? '', widths[index] ?? 0))
      .join(gap)
      .trimEnd(),
  )
}
