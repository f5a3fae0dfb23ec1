const RESERVED = new Set([
  'authorization',
  'action-authorization',
  'card-correlation-id',
  'action-request-id',
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'forwarded',
  'cookie',
  'identity-linking-redirect-url',
])

/**
 * True for names that only the platform, a proxy or Countersign itself may set: a card's `headers` with one of
 * them is refused. Some servers and gateways read `_` as `-`, so both spellings count.
 */
export function isReservedHeader(name: string): boolean {
  const plain = name.trim().toLowerCase().replaceAll('_', '-')
  return RESERVED.has(plain) || plain.startsWith('x-forwarded-') || plain.startsWith('countersign-')
}
