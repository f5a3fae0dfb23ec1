/**
 * What changes the state in script data: a comment's start and end, the script's own tags. The start is matched as
 * `<!` before `--`, so that the same dashes can also end the comment (`<!-->`).
 */
const STEP = /<!(?=--)|--+>|<\/script(?=[\t\n\f\r />])|<script(?=[\t\n\f\r />])/gi

/**
 * Where a script's content ends (WHATWG HTML, "script data state" and its escaped and double escaped states): inside
 * `<!-- <script>` an end tag closes only the inner script.
 */
export function findScriptEnd(html: string, from: number): number {
  let state: 'plain' | 'escaped' | 'doubleEscaped' = 'plain'
  STEP.lastIndex = from
  for (let step = STEP.exec(html); step !== null; step = STEP.exec(html)) {
    const text = step[0].toLowerCase()
    if (text === '<!') state = state === 'plain' ? 'escaped' : state
    else if (text.endsWith('>')) state = 'plain'
    else if (text === '<script') state = state === 'escaped' ? 'doubleEscaped' : state
    else if (state !== 'doubleEscaped') return step.index
    else state = 'escaped'
  }
  return html.length
}
