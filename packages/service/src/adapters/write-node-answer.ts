import type { NodeAnswer } from './answer-node-request.js'
import type { NodeResponse } from './node-message.js'

export function writeNodeAnswer(response: NodeResponse, { answer, closeConnection }: NodeAnswer): void {
  // A time-out of the application's own may have answered meanwhile; writing again would throw where nobody catches.
  if (response.headersSent === true) return
  response.statusCode = answer.status
  for (const [name, value] of answer.headers) response.setHeader(name, value)
  if (closeConnection) response.setHeader('connection', 'close')
  response.end(answer.body)
}
