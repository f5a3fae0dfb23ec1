export { Emulator } from './emulator.js'
export type { RawEnvelope } from './emulator.js'
export type { EmulatorOptions } from './emulator-options.js'
export { withEmulator } from './with-emulator.js'

export { FAULT_NAMES } from './actions/faults.js'
export type { FaultName } from './actions/faults.js'
export type {
  PressActor,
  PressFailure,
  PressOptions,
  PressResult,
  SentRequest,
} from './actions/press-result.js'
export type { AttemptCheck, AttemptResult, DemoAttempt, DemoExtension } from './demo/demo-extension.js'
export type { DirectoryTenant, DirectoryUser } from './directory/directory-user.js'
export type {
  EmulatorEvent,
  EventBody,
  EventListener,
  EventValues,
  PressStep,
} from './events/emulator-event.js'
export type { ServiceEventError, ServiceEventFacts } from './events/read-service-event.js'
export type { TokenProfile } from './issuers/token-order.js'
export type { TokenRequest } from './issuers/token-request.js'
export type { MailboxMessage } from './mailboxes/mailbox-message.js'
export type { MessageFilter, MessagePredicate } from './mailboxes/mailboxes.js'
export { describeMessage } from './mailboxes/message-summary.js'
export type { ButtonSummary, MessageSummary } from './mailboxes/message-summary.js'
export type { ActionTokenSettings, EmulatorProvider } from './registry/emulator-provider.js'
export { MAX_MAIL_BYTES, MAX_RECIPIENTS } from './smtp/smtp-limits.js'
export type { SmtpLimits } from './smtp/smtp-limits.js'
export { readRunningFile, RUNNING_FILE } from './store/running-file.js'
export type { RunningEmulator } from './store/running-file.js'
