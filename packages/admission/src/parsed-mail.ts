export interface MailAddress {
  /** The decoded display name, '' when there is none. */
  readonly name: string
  readonly address: string
}

export interface MailAttachment {
  readonly filename: string | null
  readonly mimeType: string
  /** Decoded length in bytes. */
  readonly size: number
}

export interface MailHeader {
  readonly name: string
  /** Unfolded, otherwise as received. */
  readonly value: string
}

/** What a person sees of a mail. Nothing in it is verified. */
export interface ParsedMail {
  readonly from?: MailAddress
  readonly to: readonly MailAddress[]
  readonly cc: readonly MailAddress[]
  readonly subject: string
  /** From the Date header; absent when that is missing or no date. */
  readonly date?: Date
  readonly messageId?: string
  readonly text?: string
  /** The HTML part in which a card counts: the message's own first text/html part. */
  readonly html?: string
  readonly attachments: readonly MailAttachment[]
  readonly headers: readonly MailHeader[]
}
