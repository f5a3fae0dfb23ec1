import type { KeyObject } from 'node:crypto'
import { CountersignError } from '../errors/index.js'
import { parseRsaKeyValue, type RsaElement, type RsaKeyValue } from './rsa-key-value-xml.js'
import { createRsaPrivateKey, createRsaPublicKey } from './rsa-parameters.js'

/** The form in which the vendor's dashboard registers public keys. */
export function importPublicXml(xml: string): KeyObject {
  const parts = parseRsaKeyValue(xml)
  if (isPrivate(parts)) throw new CountersignError('ERR_KEY_PRIVATE')
  return createRsaPublicKey({ n: readPart(parts, 'Modulus'), e: readPart(parts, 'Exponent') })
}

/** What .NET writes with RSA.ToXmlString(true). */
export function importPrivateXml(xml: string): KeyObject {
  const parts = parseRsaKeyValue(xml)
  if (!isPrivate(parts)) throw new CountersignError('ERR_KEY_NOT_PRIVATE')
  return createRsaPrivateKey({
    n: readPart(parts, 'Modulus'),
    e: readPart(parts, 'Exponent'),
    d: readPart(parts, 'D'),
    p: readPart(parts, 'P'),
    q: readPart(parts, 'Q'),
    dp: readPart(parts, 'DP'),
    dq: readPart(parts, 'DQ'),
    qi: readPart(parts, 'InverseQ'),
  })
}

function isPrivate(parts: RsaKeyValue): boolean {
  return [...parts.keys()].some((name) => name !== 'Modulus' && name !== 'Exponent')
}

function readPart(parts: RsaKeyValue, name: RsaElement): Buffer {
  const bytes = parts.get(name)
  if (bytes === undefined) throw new CountersignError('ERR_KEY_UNREADABLE', `The RSAKeyValue has no ${name}.`)
  return bytes
}
