import { CountersignError } from '@countersign/core'
import type { CheckedBodyLimits } from './body-limits.js'

/** Reads a body to the cap and within the time; a body that is given up is cancelled. */
export async function readFetchBody(
  stream: ReadableStream<Uint8Array> | null,
  limits: CheckedBodyLimits,
): Promise<Uint8Array> {
  if (stream === null) return new Uint8Array()
  const reader = stream.getReader()
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new CountersignError('ERR_REQUEST_BODY_TIMEOUT'))
    }, limits.bodyTimeoutMs)
  })
  try {
    return await Promise.race([readAll(reader, limits.maxBodyBytes), timeout])
  } catch (error) {
    reader.cancel().catch(() => undefined)
    if (error instanceof CountersignError) throw error
    throw new CountersignError('ERR_REQUEST_BODY', undefined, { cause: error })
  } finally {
    clearTimeout(timer)
  }
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  maxBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return Buffer.concat(chunks, size)
    size += value.byteLength
    if (size > maxBytes) throw new CountersignError('ERR_REQUEST_BODY_TOO_LARGE')
    chunks.push(value)
  }
}
