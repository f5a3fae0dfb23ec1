import { KeyObject } from 'node:crypto'
import {
  createLimitedTokens,
  importPrivateKey,
  isDeveloperSampleKey,
  parseLimitedRoots,
} from '@countersign/core'
import { collectProblems } from './collect-problems.js'
import type { ServiceConfig } from './service-config.js'
import type { ServiceOptions } from './service-options.js'

export function checkSigningKey(
  key: KeyObject | string | undefined,
  problems: string[],
): KeyObject | undefined {
  if (key === undefined) return undefined
  const imported =
    key instanceof KeyObject ? key : collectProblems('signingKey', () => importPrivateKey(key), problems)
  if (imported === undefined) return undefined
  if (imported.type !== 'private' || imported.asymmetricKeyType !== 'rsa') {
    problems.push('signingKey must be an RSA private key.')
  } else if ((imported.asymmetricKeyDetails?.modulusLength ?? 0) < 2_048) {
    problems.push('signingKey must have at least 2,048 bits.')
  } else if (isDeveloperSampleKey(imported)) {
    problems.push("signingKey is the vendor's public sample key: anybody can sign with it.")
  }
  return imported
}

export function checkLimitedKeys(
  keys: ServiceOptions['limitedKeys'],
  context: { service: string; now: () => number },
  problems: string[],
): ServiceConfig['limited'] {
  if (keys === undefined) return undefined
  return collectProblems(
    'limitedKeys',
    () =>
      createLimitedTokens({ roots: typeof keys === 'string' ? parseLimitedRoots(keys) : keys, ...context }),
    problems,
  )
}
