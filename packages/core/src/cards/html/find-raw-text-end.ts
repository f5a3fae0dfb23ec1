/** Where raw text ends: at its own end tag, or at the end of the file. */
export function findRawTextEnd(html: string, from: number, name: string): number {
  const endTag = new RegExp(`</${name}[\\t\\n\\f\\r />]`, 'gi')
  endTag.lastIndex = from
  return endTag.exec(html)?.index ?? html.length
}
