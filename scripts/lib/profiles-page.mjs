// docs/profiles.md: every profile, its claims and its checks, from the descriptions beside the verifiers. A test breaks each
// line on a good token, so that the table says what the code does.
import { profileDescriptions } from '../../packages/core/dist/src/tokens/profiles/profile-descriptions.js'

const PARTS = {
  request: 'request',
  header: "token's header",
  claim: 'claim',
  key: "issuer's key",
  activity: 'activity (body)',
}

/** @param {(cells: readonly string[]) => string} row writes one line of a table */
export function profilesBody(row) {
  const fact = (title, read) => row([`**${title}**`, ...profileDescriptions.map(read)])
  return `How each kind of action token is judged. The profile is bound to the route by configuration and never guessed from the token.
\`countersign token verify --profile NAME\` judges one by hand and says which check it fails; [errors.md](errors.md) says what each code
means.

## The profiles

${row(['', ...profileDescriptions.map(({ profile }) => `\`${profile}\``)])}
${row(['---', ...profileDescriptions.map(() => '---')])}
${fact('Token', ({ token }) => token)}
${fact('Status', ({ status }) => status)}
${fact('Carried in', ({ carriedIn }) => carriedIn)}
${fact('Algorithm', ({ algorithm }) => algorithm)}
${fact('Issuer', ({ issuers }) => listOf(issuers))}
${fact('Keys from', ({ keys }) => listOf(keys))}
${fact('Longest life', ({ maxLifetimeSeconds }) => durationOf(maxLifetimeSeconds))}
${fact('Clock skew', ({ clockSkewSeconds }) => `${clockSkewSeconds} s unless configured, at most 600 s`)}
${fact('Says who acted', ({ actor }) => actor)}
${fact('Source', ({ source }) => source)}

## Add-ins: from Exchange identity tokens to Entra

Exchange identity tokens still live in Exchange on the premises, and nowhere else: Exchange Online stopped issuing them in 2025.
There an Outlook add-in gets an Entra token for its own API instead (nested app authentication), which \`entra\` judges: \`audience\` is the
client id of the add-in's API, \`scope\` the scope that the API exposes, and \`callers\` the client id of the add-in, because the default
caller is the platform of actionable messages. [examples/add-in](../examples/add-in/README.md) has a service of each kind. A user of
\`exchange\` is \`msexchuid\` **and** \`amurl\`, a user of \`entra\` tenant id and object id: nothing in the tokens links the two, so that a
service which moves on has to link them by a sign-in.

## Every check

A check with a shape applies to tokens of that shape only. "Required" means that its absence is refused.

${row(['Profile', 'Part', 'Name', 'Shape', 'Required', 'What it must be', 'Held against', 'Refused with'])}
${row(Array.from({ length: 8 }, () => '---'))}
${profileDescriptions.flatMap((description) => description.checks.map((check) => row(checkCells(description, check)))).join('\n')}
`
}

function checkCells({ profile, shapes }, { part, name, shapes: own, required, rule, setting, codes }) {
  const shape = own !== undefined && own.length < shapes.length ? own.join(', ') : ''
  const names = part === 'request' || name.includes(' ') ? name : `\`${name.replaceAll(', ', '`, `')}\``
  const refusals = codes.map((code) => `[${code}](errors.md#${code.toLowerCase()})`).join(', ')
  return [`\`${profile}\``, PARTS[part], names, shape, required ? 'yes' : '', rule, setting ?? '', refusals]
}

function listOf(entries) {
  return entries.length === 0 ? 'none' : entries.map(toCode).join('<br>')
}

function toCode(text) {
  return /^https?:|^\S+@/.test(text) ? `\`${text}\`` : text
}

function durationOf(seconds) {
  return seconds === undefined ? 'none of its own' : `${seconds / 3600} h`
}
