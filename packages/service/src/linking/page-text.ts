import { pageStyle } from './page-style.js'

/** Longest name that the page shows, in characters. */
const MAX_SHOWN_LENGTH = 120

/** Text of others for the page: one line, nothing invisible, nothing that turns the direction of what follows. */
export function showText(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim()
  const characters = Array.from(plain)
  const shown =
    characters.length > MAX_SHOWN_LENGTH ? `${characters.slice(0, MAX_SHOWN_LENGTH).join('')}…` : plain
  return `<bdi>${escapeHtml(shown)}</bdi>`
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`)
}

/** @param main HTML whose texts are escaped */
export function composeDocument(title: string, main: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${main}
</main>
</body>
</html>
`
}
