/** Fixed width, because the drawing lines up facts and columns with spaces. */
const STYLE = 'white-space:pre-wrap;font-family:Consolas,Menlo,monospace;font-size:14px'

/** The body for clients that show no cards: the card's text drawing, as a `pre` so that it holds without styles. */
export function makeFallbackHtml(subject: string, text: string): string {
  return [
    '<!DOCTYPE html>',
    '<html><head><meta charset="utf-8">',
    `<title>${escapeHtml(subject)}</title>`,
    '</head><body>',
    `<pre style="${STYLE}">${escapeHtml(text)}</pre>`,
    '</body></html>',
  ].join('\n')
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0).toString()};`)
}
