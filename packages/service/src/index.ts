export { answer } from '@countersign/core'
export type {
  ActionExecute,
  ActionHttpPost,
  AnyCard,
  ActionRequest,
  HandlerAnswer,
  HeaderInput,
  HttpAnswer,
  MessageCard,
  OutlookAction,
  OutlookCard,
  VerifiedActionToken,
} from '@countersign/core'
export type {
  BotActionOptions,
  BotCardContext,
  BotCardFunction,
  BotCardOptions,
} from './bot/bot-card-options.js'
export type { BotHandlerOptions } from './bot/create-bot-handler.js'
export type {
  PostActionOptions,
  PostCardContext,
  PostCardFunction,
  PostOptions,
  PostResult,
} from './channels/post-options.js'
export { environmentVariables } from './config/environment-variables.js'
export type { EnvironmentPart, EnvironmentVariable } from './config/environment-variables.js'
export { fromEnv } from './config/from-env.js'
export type { FromEnvOptions } from './config/from-env.js'
export { parseDuration } from './config/parse-duration.js'
export type { Duration } from './config/parse-duration.js'
export type {
  ActorIds,
  BotOptions,
  ServiceOptions,
  ServiceProfile,
  TenantOptions,
} from './config/service-options.js'
export type {
  ActionCheck,
  ActionFacts,
  ItemFacts,
  RequestFacts,
  ServiceEvent,
  ServiceEventListener,
} from './events/service-event.js'
export type { Actor } from './kinds/actor.js'
export { LinkNeeded } from './linking/link-needed.js'
export type { Linking, LinkingOptions, LinkRequest, LocalAccount, LoginContext } from './linking/linking.js'
export type { ActionHandler, InputNameOf, Kind } from './kinds/kind.js'
export type {
  ActionContext,
  ActionFunction,
  AuthorizeContext,
  AuthorizeFunction,
  CardPlace,
  KindOptions,
  OncePer,
  UnsealedAction,
  UnsealedRequest,
  ViewContext,
  ViewFunction,
} from './kinds/kind-options.js'
export type {
  SchemaInput,
  SchemaIssue,
  SchemaOutput,
  SchemaResult,
  StandardSchema,
} from './kinds/standard-schema.js'
export type { ActionOptions, CardContext, CardFunction } from './send/card-context.js'
export type { Recipient, SendOptions, SendResult, SentMail } from './send/send-options.js'
export { createService } from './service/create-service.js'
export type { PlainInputs, Service, VerifiedAction } from './service/service.js'
export type { TeamsWebhookOptions, WebhookMessage } from './webhooks/teams-webhook-options.js'
