/** Characters of a server's answer that are kept; enough for every real one. */
const ANSWER_MAX = 300

export type Redact = (text: string) => string

/**
 * Makes the function through which every text of the server goes before it reaches an error or a receipt:
 * a server may repeat the line that it did not understand, and that line may be the login.
 */
export function createRedact(
  login: { readonly user: string; readonly password: string } | undefined,
): Redact {
  const secrets = login === undefined ? [] : listForms(login)
  return (text) => {
    let clean = text
    for (const secret of secrets) clean = clean.replaceAll(secret, '[redacted]')
    clean = clean.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
    return clean.length > ANSWER_MAX ? `${clean.slice(0, ANSWER_MAX)}…` : clean
  }
}

/** As it stands, as URL part, and as AUTH LOGIN and AUTH PLAIN write it (RFC 4616), longest first. */
function listForms({
  user,
  password,
}: {
  readonly user: string
  readonly password: string
}): readonly string[] {
  const forms = [
    password,
    encodeURIComponent(password),
    toBase64(password),
    toBase64(`\0${user}\0${password}`),
    toBase64(`${user}\0${user}\0${password}`),
  ]
  return forms.filter((form) => form !== '').sort((a, b) => b.length - a.length)
}

function toBase64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64')
}
