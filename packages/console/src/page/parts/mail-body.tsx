import type { Mail } from '../api/wire-types.js'

/** A frame without scripts cannot tell its height: this much is guessed from the text, in pixels. */
const LINE_PX = 20
const LEAST_PX = 64
const MOST_PX = 360
const CHARACTERS_PER_LINE = 80

interface MailBodyProps {
  readonly id: number
  readonly mail: Mail
}

/** The mail's own text. Its HTML is a document of its own: no scripts, no forms, no origin, no remote picture. */
export function MailBody({ id, mail }: MailBodyProps): React.JSX.Element {
  if (mail.html === undefined) {
    return mail.text === undefined || mail.text === '' ? (
      <p className="quiet mail-empty">This mail has no text.</p>
    ) : (
      <pre className="mail-text">{mail.text}</pre>
    )
  }
  return (
    <iframe
      className="mail-frame"
      title="The mail’s own text"
      sandbox=""
      referrerPolicy="no-referrer"
      src={`/api/v1/messages/${String(id)}/html`}
      style={{ height: guessHeight(mail.html) }}
    />
  )
}

function guessHeight(html: string): number {
  const visible = html
    .replace(/<(head|style|script|section)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<(?:p|div|tr|li|br|h[1-6])\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
  const lines = visible
    .split('\n')
    .filter((line) => line.trim() !== '')
    .reduce((sum, line) => sum + Math.ceil(line.trim().length / CHARACTERS_PER_LINE) + 0.2, 1.5)
  return Math.min(MOST_PX, Math.max(LEAST_PX, Math.round(lines * LINE_PX)))
}
