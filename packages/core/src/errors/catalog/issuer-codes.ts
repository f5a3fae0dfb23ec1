import { defineCodes } from '../catalog-entry.js'

export const issuerCodes = defineCodes({
  ERR_ISSUER_UNAVAILABLE: {
    message: "The issuer's keys cannot be fetched.",
    hint: "Check the network path to the issuer's metadata address and try again.",
  },
  ERR_ISSUER_NETWORK: {
    message: "The issuer's metadata address did not answer.",
    hint: "Check DNS, proxy and firewall between the service and the issuer's metadata address.",
  },
  ERR_ISSUER_TIMEOUT: {
    message: 'The issuer did not answer in time.',
    hint: "Check the network path to the issuer's metadata address and try again.",
  },
  ERR_ISSUER_RESPONSE: {
    message: 'The issuer gave an answer that is not acceptable.',
    hint: "Check that no proxy or login page stands between the service and the issuer's metadata address.",
  },
  ERR_ISSUER_ADDRESS: {
    message: 'An address of the issuer may not be fetched.',
    hint: "Use the issuer's own https address, on a public host name, with the key set on the same host.",
  },
  ERR_ISSUER_DOCUMENT: {
    message: 'The discovery document is not usable.',
    hint: 'Give the OpenID Connect discovery document of the issuer, with issuer and jwks_uri.',
  },
  ERR_ISSUER_MISMATCH: {
    message: 'The discovery document speaks for another issuer.',
    hint: 'Give the document of the same tenant, version and cloud as the token.',
  },
  ERR_ISSUER_KEY_SET: {
    message: "The issuer's key set is not usable.",
    hint: 'Give a JSON Web Key Set with at least one RSA key of 2048 bits for this issuer; of an Exchange server, its metadata document.',
  },
  ERR_ISSUER_CERTIFICATE: {
    message: "The issuer's certificate has expired or is not valid yet.",
    hint: "Renew the server's OAuth certificate, and check this machine's clock.",
  },
  ERR_ISSUER_KEY_UNKNOWN: {
    message: "The token's key is not one that the issuer publishes.",
    hint: 'Check that the token comes from the configured issuer; a new key is picked up within five minutes.',
  },
  ERR_ISSUER_KEY_REFUSED: {
    message: 'The issuer publishes this key, but not for tokens of this kind.',
    hint: "Check version, tenant and cloud of the token against the issuer's key set.",
  },
})
