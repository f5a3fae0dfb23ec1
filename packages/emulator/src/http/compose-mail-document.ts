import type { ParsedMail } from '@countersign/admission'

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * What a frame shows of a mail: its HTML part as it came, else its text. Harmless only under `MAIL_POLICY`: nothing is
 * taken out of it here.
 */
export function composeMailDocument({ html, text }: Pick<ParsedMail, 'html' | 'text'>): string {
  if (html !== undefined) return html
  const escaped = (text ?? '').replace(/[&<>]/g, (character) => ESCAPES[character] ?? '')
  return `<!doctype html><meta charset="utf-8"><title>Mail</title><pre style="white-space:pre-wrap">${escaped}</pre>`
}
