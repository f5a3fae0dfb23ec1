/** A refusal with its SMTP reply code (RFC 5321 section 4.2.3), as smtp-server expects one. */
export class SmtpRefusal extends Error {
  readonly responseCode: number

  constructor(responseCode: number, text: string) {
    super(text)
    this.responseCode = responseCode
  }
}
