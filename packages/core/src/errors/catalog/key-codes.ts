import { defineCodes } from '../catalog-entry.js'

export const keyCodes = defineCodes({
  ERR_KEY_UNREADABLE: {
    message: 'The key cannot be read.',
    hint: 'Give a PEM, JWK, X.509 certificate or RSAKeyValue XML key, whole and unaltered.',
  },
  ERR_KEY_ENCRYPTED: {
    message: 'The private key is protected by a passphrase.',
    hint: 'Decrypt it first, e.g. with openssl pkey -in key.pem -out plain.pem, and keep it in a secret store.',
  },
  ERR_KEY_AMBIGUOUS: {
    message: 'The text holds several keys.',
    hint: 'Give exactly one key.',
  },
  ERR_KEY_PRIVATE: {
    message: 'A private or symmetric key was given where a public key belongs.',
    hint: 'Give the public part only, and replace the key if its private part has been published.',
  },
  ERR_KEY_NOT_PRIVATE: {
    message: 'A public key was given where a private key is needed.',
    hint: 'Give the private key of the pair.',
  },
  ERR_KEY_UNSUPPORTED: {
    message: 'The key is not an RSA key for RS256.',
    hint: 'Use an RSA key of at least 2048 bits.',
  },
  ERR_KEY_USE: {
    message: 'The JWK is not meant for this use.',
    hint: 'Use a key whose use is sig, whose alg is RS256 and whose key_ops allow the operation.',
  },
  ERR_KEY_WEAK: {
    message: 'The RSA key is too weak or oddly shaped.',
    hint: 'Use an RSA key of 2048 to 8192 bits with the public exponent 65537.',
  },
  ERR_KEY_CERTIFICATE: {
    message: 'The certificate cannot be made.',
    hint: 'Give a common name of 1 to 64 characters and an end that is later than the start.',
  },
})
