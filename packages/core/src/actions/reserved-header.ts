/** Names that the platform, a proxy or Countersign itself sets, and that a card must not. */
const RESERVED = new Set([
  ...['authorization', 'action-authorization', 'card-correlation-id', 'action-request-id'],
  ...[
    'identity-linking-redirect-url',
    'host',
    'forwarded',
    'via',
    'x-real-ip',
    'x-original-url',
    'x-rewrite-url',
  ],
  ...['content-length', 'transfer-encoding', 'connection', 'upgrade', 'expect', 'te', 'trailer', 'cookie'],
])
const RESERVED_PREFIXES = ['x-forwarded-', 'countersign-', 'proxy-', 'x-ms-client-', 'x-ms-token-']

/**
 * True for header names that a card's `headers` must not set. Many servers hand `-` and `_` on as one, so that
 * `Action_Authorization` would arrive as the header that carries the action token: both count. `Authorization` is
 * reserved too; its empty value, which moves the token, is the one exception and the caller's to make.
 */
export function isReservedHeader(name: string): boolean {
  const canonical = name.trim().toLowerCase().replaceAll('_', '-')
  return RESERVED.has(canonical) || RESERVED_PREFIXES.some((prefix) => canonical.startsWith(prefix))
}
