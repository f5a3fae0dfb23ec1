import { randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits, new at every start. */
export function makeEmulatorSecret(): string {
  return randomBytes(32).toString('base64url')
}

export function isSameSecret(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}
