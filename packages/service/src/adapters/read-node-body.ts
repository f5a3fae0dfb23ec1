import { CountersignError } from '@countersign/core'
import type { CheckedBodyLimits } from './body-limits.js'
import type { NodeRequest } from './node-message.js'

/** Reads a stream that nobody has read yet, to the cap and within the time. */
export function readNodeBody(request: NodeRequest, limits: CheckedBodyLimits): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const timer = setTimeout(() => {
      stop(new CountersignError('ERR_REQUEST_BODY_TIMEOUT'))
    }, limits.bodyTimeoutMs)

    const onData = (chunk: Buffer) => {
      size += chunk.length
      if (size > limits.maxBodyBytes) stop(new CountersignError('ERR_REQUEST_BODY_TOO_LARGE'))
      else chunks.push(chunk)
    }
    const onEnd = () => {
      release()
      resolve(Buffer.concat(chunks, size))
    }
    const onClose = () => {
      stop(new CountersignError('ERR_REQUEST_BODY', 'The request was closed before its body had arrived.'))
    }
    const onError = (cause: Error) => {
      stop(new CountersignError('ERR_REQUEST_BODY', undefined, { cause }))
    }
    const release = () => {
      clearTimeout(timer)
      request.off('data', onData)
      request.off('end', onEnd)
      request.off('close', onClose)
    }
    const stop = (error: CountersignError) => {
      release()
      request.pause()
      reject(error)
    }

    request.on('data', onData)
    request.on('end', onEnd)
    request.on('close', onClose)
    // Stays: an error after the end of our interest must not take the process down.
    request.on('error', onError)
    if (request.destroyed && !request.readableEnded) onClose()
  })
}
