import { decodeBase64url, embedSignedCard, encodeBase64url, extractCards } from '@countersign/core'
import type { DemoStep } from '../demo-step.js'
import { expectValue } from '../demo-step.js'

/** The same card with another amount: the signature no longer fits. */
export const forgeMail: DemoStep = {
  title: 'Somebody sends Adele the same signed card, with another amount in it',
  async run({ emulator }) {
    const { mail } = emulator.getMessage(1).admission
    const [signed] = extractCards(mail.html ?? '')
    const html = embedSignedCard('<html><body>Please approve.</body></html>', alterAmount(signed?.text ?? ''))
    const raw = [
      `From: ${mail.from?.address ?? ''}`,
      'To: adele@contoso.example',
      'Subject: Expense 1234: 9,120.00 EUR',
      `Date: ${new Date().toUTCString()}`,
      `Message-ID: <forged@attacker.example>`,
      'MIME-Version: 1.0',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(html).toString('base64').replace(/.{76}/g, '$&\r\n'),
    ].join('\r\n')
    const [message] = await emulator.deliverRaw(raw, {
      mailFrom: 'mallory@attacker.example',
      rcptTo: ['adele@contoso.example'],
      helo: 'attacker.example',
    })
    const { outcome, findings } = message?.admission ?? { outcome: undefined, findings: [] }
    const errors = findings.filter(({ severity }) => severity === 'error')
    return {
      checks: [
        expectValue('the card is', outcome, 'withheld'),
        ...errors.map(({ code, message: text, vendorText }) => ({
          what: code,
          found: vendorText ?? text,
          ok: true,
        })),
        expectValue('because of', errors[0]?.code, 'CARD_SIGNATURE_INVALID'),
      ],
    }
  },
}

function alterAmount(jws: string): string {
  const [header = '', payload = '', signature = ''] = jws.split('.')
  const altered = decodeBase64url(payload).toString('utf8').replace('120.00', '9,120.00')
  return [header, encodeBase64url(altered), signature].join('.')
}
