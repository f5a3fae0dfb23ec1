import { CountersignError } from '../errors/index.js'
import { tryDecodeBase64 } from './base64.js'

/**
 * The parts of an RSAKeyValue element by element name: `Modulus`, `Exponent` and, in a private key, `P`, `Q`,
 * `DP`, `DQ`, `InverseQ`, `D` (XML Signature section 4.5.2.2; .NET's RSA.ToXmlString).
 */
export type RsaKeyValue = ReadonlyMap<RsaElement, Buffer>

export const RSA_ELEMENTS = ['Modulus', 'Exponent', 'P', 'Q', 'DP', 'DQ', 'InverseQ', 'D'] as const
export type RsaElement = (typeof RSA_ELEMENTS)[number]

const DOCUMENT =
  /^(?:<\?xml [^<>?]*\?>\s*)?<RSAKeyValue(?:\s+xmlns\s*=\s*(["'])http:\/\/www\.w3\.org\/2000\/09\/xmldsig#\1)?\s*>([^]*)<\/RSAKeyValue\s*>$/
const ELEMENT = /\s*<([A-Za-z]+)>([A-Za-z0-9+/=\s]*)<\/\1\s*>/y

/**
 * Reads the element by its own small grammar: no document type, entities, comments or other namespaces, so
 * nothing of XML's expansion machinery is ever within reach.
 *
 * @throws CountersignError ERR_KEY_UNREADABLE
 */
export function parseRsaKeyValue(xml: string): RsaKeyValue {
  const body = DOCUMENT.exec(xml.trim())?.[2]?.trimEnd()
  if (body === undefined)
    throw new CountersignError('ERR_KEY_UNREADABLE', 'The XML is not one RSAKeyValue element.')
  const parts = new Map<RsaElement, Buffer>()
  ELEMENT.lastIndex = 0
  for (let at = 0; at < body.length; at = ELEMENT.lastIndex) {
    ELEMENT.lastIndex = at
    const [, name, text] = ELEMENT.exec(body) ?? []
    if (!isRsaElement(name) || parts.has(name))
      throw new CountersignError(
        'ERR_KEY_UNREADABLE',
        'The RSAKeyValue has an unknown, repeated or broken element.',
      )
    const bytes = tryDecodeBase64(text ?? '')
    if (bytes === undefined)
      throw new CountersignError('ERR_KEY_UNREADABLE', `The RSAKeyValue's ${name} is not standard base64.`)
    parts.set(name, bytes)
  }
  return parts
}

/** The element on one line, parts in .NET's order. */
export function formatRsaKeyValue(parts: RsaKeyValue): string {
  const elements = [...parts].map(([name, bytes]) => `<${name}>${bytes.toString('base64')}</${name}>`)
  return `<RSAKeyValue>${elements.join('')}</RSAKeyValue>`
}

function isRsaElement(name: string | undefined): name is RsaElement {
  return RSA_ELEMENTS.some((known) => known === name)
}
