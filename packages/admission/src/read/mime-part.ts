/** One part of a mail's MIME tree. */
export interface MimePart {
  /** Lower-cased media type; `text/plain` by default (RFC 2045 section 5.2). */
  readonly type: string
  /** Lower-cased; absent when none is given. */
  readonly charset?: string
  /** Lower-cased; `7bit` by default. */
  readonly transferEncoding: string
  /** Content-Disposition says attachment, or the part has a file name. */
  readonly isAttachment: boolean
  /** As transferred, one character a byte; '' for a multipart. */
  readonly body: string
  readonly children: readonly MimePart[]
  /** Why the part is not looked into. Its type is `application/octet-stream` then. */
  readonly problem?: string
}
