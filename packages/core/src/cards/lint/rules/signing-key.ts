import { isDeveloperSampleKey } from '../../../jose/index.js'
import { defineFindings } from '../finding-definition.js'
import { defineRule } from '../lint-rule.js'

const findings = defineFindings({
  CARD_KEY_DEVELOPER_SAMPLE: {
    severity: 'error',
    message: "The key is the vendor's public developer sample: everybody can sign with it.",
    hint: 'Make a key of your own with countersign key generate and register its public half.',
  },
  CARD_KEY_TYPE: {
    severity: 'error',
    message: 'Cards are signed with RSA keys only.',
    hint: 'Make a key with countersign key generate.',
  },
  CARD_KEY_WEAK: {
    severity: 'error',
    message: 'The RSA key has fewer than 2,048 bits.',
    hint: 'Make a new key with countersign key generate and register its public half.',
  },
  CARD_KEY_PRIVATE: {
    severity: 'error',
    message: 'A private key stands where the registered public key belongs.',
    hint: 'Register only the public half; if the private one was ever registered or sent, replace the key.',
  },
})

const MIN_MODULUS_BITS = 2048

/** B07: the key that is registered for the originator. */
export const signingKeyRule = defineRule({
  findings,
  check(_card, report, { publicKey }) {
    if (publicKey === undefined) return
    if (publicKey.type === 'private') report('CARD_KEY_PRIVATE', '')
    if (publicKey.asymmetricKeyType !== 'rsa') return report('CARD_KEY_TYPE', '')
    if ((publicKey.asymmetricKeyDetails?.modulusLength ?? 0) < MIN_MODULUS_BITS) report('CARD_KEY_WEAK', '')
    else if (isDeveloperSampleKey(publicKey)) report('CARD_KEY_DEVELOPER_SAMPLE', '')
  },
})
