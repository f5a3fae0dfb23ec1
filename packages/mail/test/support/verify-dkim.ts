import type { KeyObject } from 'node:crypto'
import { createPublicKey } from 'node:crypto'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'

/** Judges a mail with mailauth; `records` maps `selector._domainkey.domain` to the key published there. */
export async function verifyDkim(raw: Uint8Array, records: Readonly<Record<string, KeyObject>>, date: Date) {
  const { results } = await dkimVerify(Buffer.from(raw), {
    curTime: date,
    resolver: (name) => {
      const key = records[name]
      if (key === undefined)
        return Promise.reject(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }))
      return Promise.resolve([[toRecord(key)]])
    },
  })
  return results
}

function toRecord(privateKey: KeyObject): string {
  const publicKey = createPublicKey(privateKey)
  const der = publicKey.export({ type: 'spki', format: 'der' })
  // RFC 8463 section 4: the bare 32 bytes of the point.
  if (publicKey.asymmetricKeyType === 'ed25519')
    return `v=DKIM1; k=ed25519; p=${der.subarray(-32).toString('base64')}`
  return `v=DKIM1; k=rsa; p=${der.toString('base64')}`
}
