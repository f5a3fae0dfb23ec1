import { CountersignError } from '../errors/index.js'
import { isPrivateHost } from './host-kind.js'
import type { TrustedEmulator } from './trust-emulator.js'

/**
 * Where an issuer's document is fetched: its own address, or the same host and path under the emulator's base
 * (`https://HOST/PATH` becomes `BASE/HOST/PATH`).
 */
export function locateMetadata(metadataUrl: string, emulator: TrustedEmulator | undefined): string {
  if (emulator === undefined) return checkPublicAddress(metadataUrl).href
  const real = new URL(metadataUrl)
  return `${emulator.metadata}/${real.host}${real.pathname}`
}

/**
 * The address of the key set, as the discovery document gives it: https, on the very host of the document, or
 * under the emulator's base.
 *
 * @throws CountersignError `ERR_ISSUER_ADDRESS`
 */
export function checkKeySetAddress(
  keySetUrl: string,
  documentUrl: string,
  emulator: TrustedEmulator | undefined,
): string {
  if (emulator !== undefined) return checkEmulatorAddress(keySetUrl, emulator)
  const url = checkPublicAddress(keySetUrl)
  if (url.host !== new URL(documentUrl).host) {
    throw new CountersignError(
      'ERR_ISSUER_ADDRESS',
      "The issuer's jwks_uri is on another host than its document.",
    )
  }
  return url.href
}

function checkPublicAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== 'https:') {
    throw new CountersignError('ERR_ISSUER_ADDRESS', 'An address of the issuer is not an https URL.')
  }
  if (url.username !== '' || url.password !== '' || url.hash !== '') {
    throw new CountersignError(
      'ERR_ISSUER_ADDRESS',
      'An address of the issuer holds credentials or a fragment.',
    )
  }
  if (isPrivateHost(url.hostname)) {
    throw new CountersignError(
      'ERR_ISSUER_ADDRESS',
      'An address of the issuer is an IP literal or a local name.',
    )
  }
  return url
}

function checkEmulatorAddress(text: string, emulator: TrustedEmulator): string {
  // Compared after parsing, so that dot segments cannot leave the base.
  const href = URL.canParse(text) ? new URL(text).href : ''
  if (!href.startsWith(`${emulator.metadata}/`) || href.includes('#')) {
    throw new CountersignError(
      'ERR_ISSUER_ADDRESS',
      "The emulator's jwks_uri is not under its metadata base.",
    )
  }
  return href
}
