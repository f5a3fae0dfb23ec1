import { lintCard, parseCardJson, type Finding } from '@countersign/core'
import type { CommandIo } from '../../command/command-io.js'
import { exitCode, type ExitCode } from '../../command/exit-code.js'
import { plainText } from '../../command/plain-text.js'
import { writeJson } from '../../command/write-result.js'
import type { LintCardFlags } from './card-flags.js'
import { cardTextOf, readCards } from './read-cards.js'

export async function lintCards(
  io: CommandIo,
  files: readonly string[],
  flags: LintCardFlags,
): Promise<ExitCode> {
  let bad = false
  for (const file of files) {
    const findings: Finding[] = []
    for (const found of await readCards(io, file)) {
      findings.push(
        ...lintCard(parseCardJson(cardTextOf(found)), {
          signed: flags.signed === true || found.form === 'signed',
          ...(flags.target.length > 0 && { targets: flags.target }),
          ...(flags.recipient.length > 0 && { recipients: flags.recipient }),
          ...(flags.decision.length > 0 && { decisions: flags.decision }),
        }),
      )
    }
    const counting = findings.filter(
      ({ severity }) => severity === 'error' || (severity === 'warning' && !flags.errorsOnly),
    )
    bad ||= counting.length > 0
    if (flags.json) writeJson(io, { ok: counting.length === 0, file, findings })
    else io.stdout.write(describeFindings(file, findings))
  }
  return bad ? exitCode.refused : exitCode.good
}

export function describeFindings(title: string, findings: readonly Finding[]): string {
  if (findings.length === 0) return `${title}: no findings\n`
  const lines = findings.map(({ severity, code, message, hint, path, vendorText }) =>
    [
      `  ${severity.padEnd(8)}${code}${path === undefined || path === '' ? '' : ` at ${path}`}`,
      `          ${message}`,
      ...(hint === undefined ? [] : [`          → ${hint}`]),
      ...(vendorText === undefined ? [] : [`          Outlook says: ${vendorText}`]),
    ].join('\n'),
  )
  return plainText(`${title}:\n${lines.join('\n')}\n`)
}
