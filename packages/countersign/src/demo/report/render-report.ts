import { createHash } from 'node:crypto'
import type { PlayedStep } from '../transcript.js'
import { escapeHtml } from './escape-html.js'
import { REPORT_STYLE } from './report-style.js'

/** The story as one HTML page: no script, nothing to load, and a policy that would not let it load anything. */
export function renderReport(report: { readonly steps: readonly PlayedStep[]; readonly at: Date }): string {
  const { steps, at } = report
  const checks = steps.flatMap(({ outcome }) => outcome.checks)
  const failed = checks.filter(({ ok }) => !ok).length
  const verdict =
    failed === 0
      ? `All ${steps.length} steps came out right (${checks.length} checks).`
      : `${failed} of ${checks.length} checks did not come out right.`
  const styleHash = createHash('sha256').update(REPORT_STYLE).digest('base64')
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Countersign: the demo</title>
<style>${REPORT_STYLE}</style>
</head>
<body>
<header>
<h1>Countersign: the demo</h1>
<p class="${failed === 0 ? 'good' : 'bad'}">${escapeHtml(verdict)}</p>
<p>Played on ${escapeHtml(at.toISOString())}, over real SMTP and HTTP, with real tokens. Nothing in it is made up.</p>
</header>
<main>
<ol>
${steps.map(renderStep).join('\n')}
</ol>
</main>
</body>
</html>
`
}

function renderStep({ title, explains, elapsedSeconds, outcome }: PlayedStep): string {
  const { checks, code, picture } = outcome
  const rows = checks.map(
    ({ what, found, ok }) =>
      `<tr><td class="${ok ? 'good' : 'bad'}">${ok ? '✓' : '✗'}<span class="read"> ${ok ? 'right' : 'wrong'}</span></td><th scope="row">${escapeHtml(what)}</th><td>${escapeHtml(found)}</td></tr>`,
  )
  return [
    `<li><h2>${escapeHtml(title)} <small>${elapsedSeconds.toFixed(1)} s</small></h2>`,
    explains === undefined ? '' : `<p>${escapeHtml(explains)}</p>`,
    `<table><tbody>${rows.join('')}</tbody></table>`,
    code === undefined ? '' : `<p><code class="bad">${escapeHtml(code)}</code></p>`,
    picture === undefined ? '' : `<pre>${escapeHtml(picture)}</pre>`,
    '</li>',
  ].join('')
}
