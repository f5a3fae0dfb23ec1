export { Emulator } from './emulator.js'
export type { RawEnvelope } from './emulator.js'
export type { EmulatorOptions } from './emulator-options.js'
export { withEmulator } from './with-emulator.js'

export { FAULT_NAMES } from './actions/faults.js'
export type { FaultName } from './actions/faults.js'
export type {
  LateAnswer,
  PressActor,
  PressFailure,
  PressOptions,
  PressResult,
  PressSignIn,
  SentRequest,
} from './actions/press-result.js'
export type { BotCardOptions } from './bot/bot-card.js'
export { orgUserId, teamsUserId } from './bot/teams-user-id.js'
export type { Channel, ChannelOptions, ChannelWithWebhook } from './channels/channel.js'
export type {
  AttemptCheck,
  AttemptResult,
  DemoAttempt,
  DemoExtension,
  DemoLink,
} from './demo/demo-extension.js'
export type { DirectoryTenant, DirectoryUser } from './directory/directory-user.js'
export type {
  EmulatorEvent,
  EventBody,
  EventListener,
  EventValues,
  PressStep,
} from './events/emulator-event.js'
export type { AddInCall, AddInCallResult } from './exchange/add-in-call.js'
export { EXCHANGE_FAULT_NAMES } from './exchange/exchange-faults.js'
export type { ExchangeFaultName } from './exchange/exchange-faults.js'
export type { ExchangeKeyStage } from './exchange/exchange-keys.js'
export { EXCHANGE_METADATA_URL } from './exchange/exchange-layout.js'
export type { ExchangeTokenRequest, ExchangeTokenShape } from './exchange/exchange-token-request.js'
export type { GraphApp, GraphAppRegistration } from './graph/graph-app.js'
export type { GraphThrottling } from './graph/graph-throttle.js'
export { emulatorFindingCatalog } from './findings/finding-catalog.js'
export type { EmulatorFindingEntry } from './findings/define-findings.js'
export type { ServiceEventError, ServiceEventFacts } from './events/read-service-event.js'
export type { TokenProfile } from './issuers/token-order.js'
export type { TokenRequest } from './issuers/token-request.js'
export type { WaitingSignIn } from './linking/sign-in-desk.js'
export type { MailboxMessage } from './mailboxes/mailbox-message.js'
export type { MessageSource } from './mailboxes/message-source.js'
export type { MessageFilter, MessagePredicate } from './mailboxes/mailboxes.js'
export { describeMessage } from './mailboxes/message-summary.js'
export type { ButtonSummary, MessageSummary } from './mailboxes/message-summary.js'
export type { ActionTokenSettings, EmulatorProvider } from './registry/emulator-provider.js'
export { MAX_MAIL_BYTES, MAX_RECIPIENTS } from './smtp/smtp-limits.js'
export type { SmtpLimits } from './smtp/smtp-limits.js'
export type { OutgoingCallOptions, OutgoingCallResult } from './webhooks/outgoing-call.js'
export { readRunningFile, RUNNING_FILE } from './store/running-file.js'
export type { RunningEmulator } from './store/running-file.js'
