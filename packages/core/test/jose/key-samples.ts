import type { KeyObject } from 'node:crypto'

/** A self-signed certificate made with openssl req -x509, as base64 DER. */
export const certificateDer = [
  'MIIDGTCCAgGgAwIBAgIUGUvy6fg1SYvpwkIBl1sjcQjXzWowDQYJKoZIhvcNAQELBQAwGzEZMBcGA1UEAwwQQ291bnRlcnNp',
  'Z24gdGVzdDAgFw0yNjExMjEyMjM3NDRaGA8yMTI2MTAyODIyMzc0NFowGzEZMBcGA1UEAwwQQ291bnRlcnNpZ24gdGVzdDCC',
  'ASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBAL38BTz9AguHJMIE7OZL41jmTOk5t0mCVpYF2qMnti3ettYutJhgaRH/',
  'inBBcb0cCg+TEMl4V/8zV1Zf6nxQu2dhSkKeZ6DSl/HwPOmxmOO266rOmzzYYZwb45+xszVHMz98vCNeGJFlbl4jx3sLTyK6',
  'OHySYBYtY/06SsPpfzxIRZDytTt10OI4U6dOreZkZ0WZK3RY2WzE+IQX0HID6ysENmw4gyaHJSz9R2T2LXF6tjVaasFh9dv6',
  'WvVJXJDv/eCvLkkoL+g2DE4BphdPVkMKW/+jcIQt4wTTU+v1Om4oqvxFqBTTchkhdXYtdbItE3pwbqUMXPw6FwAIPJCz7hMC',
  'AwEAAaNTMFEwHQYDVR0OBBYEFMCX3ZKYaCNCFN96wzyIb3z3P/5mMB8GA1UdIwQYMBaAFMCX3ZKYaCNCFN96wzyIb3z3P/5m',
  'MA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEBADV0ZoHy/SenNjeSVG1DUHdVFlRFoF5atUiao3MSMeQs2TBl',
  'PaIq72+lk7kO4m0EzuspGwVewdG/dLNxpcLFI6XJJw/7I6JhO9rXB7rXW2ELV6BSEQm/+SEpzKSgbvtTqax/WDVplm1S79kX',
  'mhdQylsUF9q9B9B7xV8pLFarH98TWp7MInAkCNdhV/AK0oXAQLnoTSLtufGoKx2tNiD48Y8/9Z1vQZLLw7IdIPZClECfvZE4',
  'cKm6U6kZjnBUrY+gpPa2198NUwfuO/m1XA/eYO6ATF0FSTbdevV0lTbnHWT4Xn7NJ+mwRqD6Zxq7YPF0wDepvw7cinvSs8Ln',
  '1ObBv90=',
].join('')

export const certificatePem = `-----BEGIN CERTIFICATE-----\n${certificateDer.replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`

/** Shaped as .NET's RSA.ToXmlString(true) writes it, without the help of our own writer. */
export function dotnetPrivateXml(key: KeyObject): string {
  const { n = '', e = '', p = '', q = '', dp = '', dq = '', qi = '', d = '' } = key.export({ format: 'jwk' })
  const parts = { Modulus: n, Exponent: e, P: p, Q: q, DP: dp, DQ: dq, InverseQ: qi, D: d }
  const elements = Object.entries(parts).map(
    ([name, text]) => `<${name}>${Buffer.from(text, 'base64url').toString('base64')}</${name}>`,
  )
  return `<RSAKeyValue>${elements.join('')}</RSAKeyValue>`
}

/** The two ways in which OpenSSL writes a key under a passphrase. */
export function encryptedPem(key: KeyObject): string[] {
  const cipher = 'aes-256-cbc'
  const passphrase = 'correct horse'
  return [
    key.export({ format: 'pem', type: 'pkcs8', cipher, passphrase }).toString(),
    key.export({ format: 'pem', type: 'pkcs1', cipher, passphrase }).toString(),
  ]
}
