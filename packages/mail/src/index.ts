export { composeMail } from './compose/compose-mail.js'
export type { ComposedMail, ComposeOptions, MailAddress } from './compose/compose-options.js'
export type { DkimOptions } from './compose/dkim-options.js'
export { createMailer } from './mailer/create-mailer.js'
export type {
  LazyMail,
  MailBatch,
  Mailer,
  MailerOptions,
  MailProgress,
  MailResult,
  MailSent,
  SendReport,
} from './mailer/mailer-options.js'
export { createMemorySendLog } from './mailer/memory-send-log.js'
export type { MemorySendLogOptions } from './mailer/memory-send-log.js'
export type { SendLog, SendLogEntry } from './mailer/send-log.js'
export type * from './transport.js'
