import type { Comment, Doctype } from './html-token.js'

/** `<!-->` and `<!--->` are whole comments; otherwise `-->` or `--!>` ends one. */
const COMMENT_END = /--!?>/g

/** Reads what starts with `<!`, `<?` or `</` and is no tag. The end of the file ends it too. */
export function readComment(html: string, from: number): Comment | Doctype {
  if (html.startsWith('<!--', from)) return { kind: 'comment', from, to: findCommentEnd(html, from + 4) }
  const kind = /^<!doctype/i.test(html.slice(from, from + 9)) ? 'doctype' : 'comment'
  const close = html.indexOf('>', from)
  return { kind, from, to: close < 0 ? html.length : close + 1 }
}

function findCommentEnd(html: string, from: number): number {
  if (html.startsWith('>', from)) return from + 1
  if (html.startsWith('->', from)) return from + 2
  COMMENT_END.lastIndex = from
  return COMMENT_END.exec(html) === null ? html.length : COMMENT_END.lastIndex
}
