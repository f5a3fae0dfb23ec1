// Pages that are written from the code, so that they cannot drift. Needs the built packages.
import { admissionFindingCatalog } from '@countersign/admission'
import { cardFindingCatalog, errorCatalog } from '@countersign/core'
import { emulatorFindingCatalog } from '@countersign/emulator'
import { environmentVariables } from '@countersign/service'
import { profilesBody } from './profiles-page.mjs'

/** Path in the repository → text. */
export async function generatedPages() {
  return {
    'docs/errors.md': errorsPage(),
    'docs/findings.md': findingsPage(),
    'docs/environment.md': environmentPage(),
    'docs/profiles.md': `${head('Profiles of action tokens')}${profilesBody(row)}`,
  }
}

function errorsPage() {
  const sections = sorted(errorCatalog).map(
    ([code, { message, hint }]) =>
      `<a id="${code.toLowerCase()}"></a>\n\n### ${code}\n\n${message}\n\n**What to do:** ${hint}\n`,
  )
  return `${head('Error codes')}Every error of the toolkit carries a \`code\`, a \`hint\` and a link to this page. The code is for your log; what a
caller of your service sees is generic on purpose (see SECURITY.md).

${sections.join('\n')}`
}

function findingsPage() {
  return `${head('Findings')}A finding is one coded remark: it refuses nothing by itself. \`countersign card lint\` prints those of a card,
\`countersign inbox show\` those that a mail met on arrival, the passed checks among them, \`countersign inbox press\` those of
an answer.

## Of a card

| Code | Severity | What is so | What to do | Outlook's own text |
|---|---|---|---|---|
${rows(cardFindingCatalog, ({ severity, message, hint, vendorText }) => [severity, message, hint, vendorText])}

## Of a mail's admission

| Code | Severity | What is so | What to do | Outlook's own text |
|---|---|---|---|---|
${rows(admissionFindingCatalog, ({ severity, meaning, hint, vendorText }) => [severity, meaning, hint, vendorText])}

## Of an answer, and of cards in Teams

| Code | Severity | What is so | What to do |
|---|---|---|---|
${rows(emulatorFindingCatalog, ({ severity, message, hint }) => [severity, message, hint])}
`
}

function environmentPage() {
  const lines = environmentVariables.map(({ name, part, profile, secret, description, example }) =>
    row([
      `\`${name}\``,
      profile === undefined ? part : `${part} (${profile})`,
      `${description}${secret ? ` A secret: also as \`${name}_FILE\`.` : ''}`,
      `\`${example}\``,
    ]),
  )
  return `${head('Environment variables')}What \`createService(fromEnv())\` reads. A service that only verifies tokens needs the *verify* ones; handling actions
needs *act* too, sending cards *send*, and *smtp* unless it has a transport of its own. Everything that is missing or wrong is
named at once. \`countersign dev\` sets what \`createService\` needs on its profile; with \`--profile substrate\` also COUNTERSIGN_TENANTS and
COUNTERSIGN_OBJECT_IDS for a channel of its own, whose address and tenant are in CHANNEL_URL and CHANNEL_TENANT. What you set of
COUNTERSIGN_* yourself does not reach the service, so that nothing of production does; \`countersign dev -- env NAME=VALUE node server.js\` does.

| Variable | Needed to | Meaning | Example |
|---|---|---|---|
${lines.join('\n')}
`
}

function rows(catalog, cells) {
  return sorted(catalog)
    .map(([code, entry]) => row([`\`${code}\``, ...cells(entry)]))
    .join('\n')
}

function row(cells) {
  return `| ${cells.map((cell) => (cell ?? '').replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
}

function sorted(catalog) {
  return Object.entries(catalog).sort(([a], [b]) => (a < b ? -1 : 1))
}

function head(title) {
  return `# ${title}\n\n<!-- Written by scripts/docs.mjs from the code. Edit the code. -->\n\n`
}
