import { sign, type KeyObject } from 'node:crypto'

/** RSASSA-PKCS1-v1_5 with SHA-256, off the event loop: a signature takes most of a millisecond. */
export function signOnThreadPool(data: Buffer, key: KeyObject): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    sign('sha256', data, key, (error, signature) => {
      if (error === null) resolve(signature)
      else reject(error)
    })
  })
}
