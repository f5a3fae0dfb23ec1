export { bindCard } from './bind/bind-card.js'
export type { BindCardOptions } from './bind/bind-card.js'
export { bindMessageCard } from './bind/bind-message-card.js'
export { bindExecuteCard } from './bind/bind-execute-card.js'
export type { BindExecuteCardOptions } from './bind/bind-execute-card.js'
export type { TokenPlacement } from './bind/place-token.js'
export {
  CARD_MAX_DEPTH,
  CARD_MAX_LENGTH,
  HTML_MAX_LENGTH,
  INPUTS_MAX_BYTES,
  SIGNED_CARD_MAX_LENGTH,
} from './card-limits.js'
export { convertMessageCard } from './convert/convert-message-card.js'
export type { ConvertedCard } from './convert/convert-message-card.js'
export { embedCard, embedSignedCard } from './html/embed-card.js'
export { extractCards } from './html/extract-cards.js'
export { findAmbiguousElement } from './html/find-ambiguous-element.js'
export type { ExtractedCard } from './html/extract-cards.js'
export { decodeInputs } from './inputs/decode-inputs.js'
export { encodeInputs } from './inputs/encode-inputs.js'
export type { EncodedInputs, EncodeInputsOptions } from './inputs/encode-inputs.js'
export { substituteInputs } from './inputs/substitute-inputs.js'
export { isOriginator } from './is-originator.js'
export { cardFindingCatalog } from './lint/finding-catalog.js'
export type { FindingDefinition } from './lint/finding-definition.js'
export { listCardCalls } from './list-card-calls.js'
export type { CardCall } from './list-card-calls.js'
export { lintCard } from './lint/lint-card.js'
export { lintCardText } from './lint/lint-card-text.js'
export { lintMessageCard } from './lint/message-card/lint-message-card.js'
export type { LintContext } from './lint/lint-context.js'
export { isMessageCard } from './is-message-card.js'
export { parseAnyCard, parseCard, parseCardJson, parseMessageCard } from './parse-card.js'
export { signCard } from './signed/sign-card.js'
export type { SignCardOptions } from './signed/sign-card.js'
export type { SignedCardClaims } from './signed/signed-card-claims.js'
export { verifySignedCard } from './signed/verify-signed-card.js'
export type {
  VerifiedAdaptiveCard,
  VerifiedMessageCard,
  VerifiedSignedCard,
  VerifySignedCardOptions,
} from './signed/verify-signed-card.js'
export { isTargetAllowed } from './targets/is-target-allowed.js'
export { renderCardText } from './text/render-card-text.js'
export type * from './types/index.js'
export { listCardButtons, walkActions } from './walk-actions.js'
export type { CardAction } from './walk-actions.js'
