import type { MessageDetail } from '../api/wire-types.js'

export function HeaderTable({ detail }: { readonly detail: MessageDetail }): React.JSX.Element {
  const { envelope, size, admission } = detail.message
  const facts: readonly (readonly [string, string])[] = [
    ['MAIL FROM', envelope.mailFrom === '' ? '<> (the null sender)' : envelope.mailFrom],
    ['RCPT TO', envelope.rcptTo],
    ['Client', envelope.remoteAddress],
    ['Size', `${size.toLocaleString('en')} bytes`],
  ]
  return (
    <>
      <h3 className="small-title">Envelope</h3>
      <dl className="headers">{facts.map(([name, value]) => line(name, name, value))}</dl>
      <h3 className="small-title">Headers, as received</h3>
      <dl className="headers">
        {admission.mail.headers.map(({ name, value }, place) => line(String(place), name, value))}
      </dl>
    </>
  )
}

function line(key: string, name: string, value: string): React.JSX.Element {
  return (
    <div key={key}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
