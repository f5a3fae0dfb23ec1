import { findAddressProblem } from './compose/check-address.js'
import { ProblemList } from './compose/problem-list.js'
import type { Envelope } from './transport.js'

/** An envelope may come from elsewhere than composeMail: no line break reaches a command or a file name. */
export function checkEnvelope({ from, to }: Envelope): void {
  const problems = new ProblemList()
  const fromProblem = findAddressProblem(from)
  if (fromProblem !== undefined) problems.add('ERR_MAIL_ADDRESS', `envelope.from ${fromProblem}`)
  if (to.length === 0) problems.add('ERR_MAIL_ADDRESS', 'envelope.to has no address')
  to.forEach((address, index) => {
    const problem = findAddressProblem(address)
    if (problem !== undefined) problems.add('ERR_MAIL_ADDRESS', `envelope.to[${index.toString()}] ${problem}`)
  })
  problems.throwIfAny()
}
