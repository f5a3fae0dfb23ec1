import { tokenizeHtml } from './tokenize-html.js'

/** The end of the body: before the last `</body>`, else before `</html>`, else the end of the text. */
export function findBodyEnd(html: string): number {
  let bodyEnd: number | undefined
  let htmlEnd: number | undefined
  for (const token of tokenizeHtml(html)) {
    if (token.kind !== 'end') continue
    if (token.name === 'body') bodyEnd = token.from
    if (token.name === 'html') htmlEnd = token.from
  }
  return bodyEnd ?? htmlEnd ?? html.length
}

/** The end of the head; where there is none, the place where one belongs: behind doctype and `<html>`. */
export function findHeadEnd(html: string): { readonly at: number; readonly hasHead: boolean } {
  let place = 0
  for (const token of tokenizeHtml(html)) {
    if (token.kind === 'end' && token.name === 'head') return { at: token.from, hasHead: true }
    if (token.kind === 'start' && token.name === 'body') break
    if (token.kind === 'doctype' || (token.kind === 'start' && token.name === 'html')) place = token.to
  }
  return { at: place, hasHead: false }
}
