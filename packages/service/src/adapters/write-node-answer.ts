import type { NodeAnswer } from './answer-node-request.js'
import type { NodeResponse } from './node-message.js'

export function writeNodeAnswer(response: NodeResponse, { answer, closeConnection }: NodeAnswer): void {
  response.statusCode = answer.status
  for (const [name, value] of answer.headers) response.setHeader(name, value)
  if (closeConnection) response.setHeader('connection', 'close')
  response.end(answer.body)
}
