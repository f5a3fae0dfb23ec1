import type { PressResult } from '../actions/press-result.js'

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** What the browser shows after a service sent it back: what became of the repeated action. */
export function composeReturnDocument({ outcome, action, statusText, status }: PressResult): string {
  const heading = outcome === 'sign-in-needed' ? 'Sign-in needed once more' : 'Signed in'
  const told = statusText === undefined ? '' : `<p>It says: ${escape(statusText)}</p>`
  return compose(
    heading,
    `<p>The action “${escape(action)}” was repeated. The service answered ${String(status)}: ${outcome}.</p>${told}`,
  )
}

/** For an address that was used already, has expired, or never was. */
export function composeUsedUpDocument(): string {
  return compose(
    'Nothing to go on with',
    '<p>This address was used already, or its time is over. Press the button on the card again.</p>',
  )
}

/** For an action that the platform itself did not repeat. */
export function composeNotRepeatedDocument(message: string): string {
  return compose('Not repeated', `<p>The action was not sent again. ${escape(message)}</p>`)
}

function compose(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Countersign: ${title}</title></head>
<body>
<h1>${title}</h1>
${content}
<p><a href="/">Back to the message</a></p>
</body>
</html>
`
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? '')
}
