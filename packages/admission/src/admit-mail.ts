import type { Admission, AdmissionContext } from './admission.js'
import type { MailAuthentication } from './authentication.js'
import { checkContext } from './check-context.js'
import type { Facts } from './facts.js'
import type { ParsedMail } from './parsed-mail.js'
import { pipeline } from './pipeline.js'
import { type PipelineResult, runPipeline } from './run-pipeline.js'

const UNREAD_MAIL: ParsedMail = Object.freeze({ to: [], cc: [], subject: '', attachments: [], headers: [] })

const NOT_AUTHENTICATED: MailAuthentication = {
  dkim: { result: 'none', signatures: [] },
  spf: { result: 'none', domain: '', aligned: false },
  dmarc: { result: 'none', domain: '' },
}

/**
 * Decides about one copy of a mail: is there a card, who sent it, and may it be shown to this mailbox? The verdict
 * is data. A mail may be as hostile as it likes; only a caller's mistake throws.
 *
 * @param raw the whole message, RFC 5322; at most MAX_MAIL_BYTES are read
 * @throws CountersignTypeError ERR_ADMISSION_CONTEXT
 */
export async function admitMail(raw: Uint8Array, context: AdmissionContext): Promise<Admission> {
  const checked = checkContext(raw, context)
  const result = await runPipeline(pipeline, raw, checked)
  const outcome = decideOutcome(result)
  const { mail, found, card, provider, authentication } = result.facts
  return Object.freeze({
    outcome,
    findings: Object.freeze([...result.findings]),
    mail: mail ?? UNREAD_MAIL,
    ...(outcome === 'shown' && card !== undefined ? { card } : {}),
    ...(found === undefined ? {} : { signed: found.form === 'signed' }),
    ...(provider === undefined ? {} : { provider }),
    authentication: authentication ?? NOT_AUTHENTICATED,
  })
}

/** An ordinary mail stays one, whatever else is wrong with it; a card needs every step to be right. */
function decideOutcome({ facts, findings }: PipelineResult): Admission['outcome'] {
  if (isOrdinaryMail(facts)) return 'no-card'
  const refused = findings.some((finding) => finding.severity === 'error')
  return refused || facts.card === undefined ? 'withheld' : 'shown'
}

function isOrdinaryMail({ cards }: Facts): boolean {
  return cards?.length === 0
}
