import type { TransportMail } from '../../src/transport.js'

/** A mail with everything that a transport could spoil: a dot at a line's begin, trailing spaces, no final line end. */
export function sampleMail(to = 'adele@contoso.example'): TransportMail {
  const raw = `From: a@b.example\r\nTo: ${to}\r\nSubject: x\r\n\r\n.\r\n..dots  \r\nend\r\n`
  return { envelope: { from: 'billing@expenses.example', to: [to] }, raw: Buffer.from(raw) }
}
