// The cards that the service would have mailed: one for each recipient, sealed with the service's own keys. Sealing is
// what the load needs of sending; signing and mailing have measurements of their own.
import { randomUUID } from 'node:crypto'
import { encodeInputs } from '@countersign/core/cards'
import { createLimitedTokens, generateLimitedRoot, parseLimitedRoots } from '@countersign/core/limited'
import { EMULATOR_TENANTS } from '@countersign/core'

/** Seconds. */
const CLOSES_AFTER = 14 * 86_400
const PLACEHOLDER = '{{comment.value}}'

/** @param env the service's own */
export function createCardSealer(env) {
  const service = env.COUNTERSIGN_ORIGINATOR
  const { tenantId } = EMULATOR_TENANTS.contoso
  const sealWith = (roots, now) => createLimitedTokens({ roots: parseLimitedRoots(roots), service, now })
  const own = sealWith(env.COUNTERSIGN_LIMITED_KEYS, Date.now)
  const stranger = sealWith(generateLimitedRoot().text, Date.now)

  const claimsOf = ({ item, objectId, correlationId }, iat) => ({
    jti: randomUUID(),
    iat,
    exp: iat + CLOSES_AFTER,
    closesAt: iat + CLOSES_AFTER,
    aud: service,
    kind: 'expense',
    item,
    version: 1,
    actors: [{ tenantId, objectId }],
    sender: env.COUNTERSIGN_SENDER,
    originator: service,
    correlationId,
  })
  return {
    /** @returns {Card} */
    seal(item, objectId) {
      const correlationId = randomUUID()
      const claims = claimsOf({ item, objectId, correlationId }, Date.now() / 1_000)
      const { headers, body } = encodeInputs(['comment'])
      return {
        item,
        correlationId,
        tokenFor: (decision) =>
          own.seal(
            decision === 'read' ? { ...claims, purpose: 'read' } : { ...claims, purpose: 'act', decision },
          ),
        forgedFor: (decision) => stranger.seal({ ...claims, purpose: 'act', decision }),
        contentType: headers[0].value,
        bodyWith: (comment) => body.replace(PLACEHOLDER, () => comment),
      }
    },
    /** A token to approve the item that ended an hour ago. */
    sealExpired({ item }, objectId) {
      const then = Date.now() - 2 * 3_600_000
      const iat = then / 1_000
      const claims = claimsOf({ item, objectId, correlationId: randomUUID() }, iat)
      const ended = {
        ...claims,
        exp: iat + 3_600,
        closesAt: iat + 3_600,
        purpose: 'act',
        decision: 'approve',
      }
      return sealWith(env.COUNTERSIGN_LIMITED_KEYS, () => then).seal(ended)
    },
  }
}

/**
 * @typedef {{ item: string, correlationId: string, contentType: string, tokenFor: (decision: string) => string,
 *   forgedFor: (decision: string) => string, bodyWith: (comment: string) => string }} Card
 */
