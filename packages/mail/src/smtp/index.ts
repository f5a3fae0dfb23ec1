export type { SmtpOptions } from './smtp-options.js'
export { createSmtpTransport } from './smtp-transport.js'
