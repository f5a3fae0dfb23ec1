import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a derived secret is good for, and nothing else. */
export type SecretPurpose = 'page session' | 'service events'

/** 256 random bits, new at every start. */
export function makeEmulatorSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** A secret for one purpose, from which the start-up secret cannot be found. */
export function deriveSecret(secret: string, purpose: SecretPurpose): string {
  return createHmac('sha256', secret).update(`countersign ${purpose}`).digest('base64url')
}

export function isSameSecret(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}
