/**
 * The parts between a multipart's delimiter lines (RFC 2046 section 5.1.1), preamble and epilogue left out.
 * A delimiter is a whole line: `--boundary`, `--boundary--` for the last, with nothing but blanks after it.
 */
export function* splitMultipart(body: string, boundary: string): Generator<string> {
  const dashed = `--${boundary}`
  let start: number | undefined
  let at = 0
  while (at <= body.length) {
    const delimiter = findDelimiter(body, dashed, at)
    if (!delimiter) break
    if (start !== undefined) yield body.slice(start, Math.max(start, delimiter.start - 2))
    if (delimiter.closes) return
    start = at = delimiter.end
  }
  // A lost last delimiter is common in mails cut off on the way; whether the rest is genuine, DKIM tells.
  if (start !== undefined) yield body.slice(start)
}

function findDelimiter(
  body: string,
  dashed: string,
  from: number,
): { readonly start: number; readonly end: number; readonly closes: boolean } | undefined {
  for (let at = from; ; at++) {
    at = body.indexOf(dashed, at)
    if (at < 0) return undefined
    if (at !== 0 && at !== from && body[at - 1] !== '\n') continue
    const lineEnd = body.indexOf('\r\n', at)
    const rest = body.slice(at + dashed.length, lineEnd < 0 ? body.length : lineEnd)
    const end = lineEnd < 0 ? body.length : lineEnd + 2
    if (/^[ \t]*$/.test(rest)) return { start: at, end, closes: false }
    if (/^--[ \t]*$/.test(rest)) return { start: at, end, closes: true }
  }
}
