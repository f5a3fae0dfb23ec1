import { audienceCheck, expiryCheck, formChecks, signatureCheck, startCheck } from '../profiles/jws-checks.js'
import type { ProfileDescription } from '../profiles/profile-description.js'
import { DEFAULT_CLOCK_SKEW_SECONDS } from '../token-times.js'
import { CONTEXT_VERSION } from './exchange-context.js'
import { EXCHANGE_PRINCIPAL } from './exchange-issuer.js'
import { EXCHANGE_MAX_LIFETIME_SECONDS } from './exchange-verifier.js'

export const exchangeProfile: ProfileDescription = Object.freeze<ProfileDescription>({
  profile: 'exchange',
  token: 'The Exchange user identity token that an Outlook add-in gets (`getUserIdentityTokenAsync`)',
  status:
    "Lives on in Exchange on the premises; Exchange Online stopped issuing it in 2025. Its successor there is an Entra token for the add-in's own API, which `entra` judges",
  carriedIn: 'As the add-in sends it to its service: usually `Authorization: Bearer`',
  algorithm: 'RS256',
  issuers: [`${EXCHANGE_PRINCIPAL}@{realm}`],
  keys: ['the certificates of the metadata document at `amurl`, where trustedMetadata lists it'],
  maxLifetimeSeconds: EXCHANGE_MAX_LIFETIME_SECONDS,
  clockSkewSeconds: DEFAULT_CLOCK_SKEW_SECONDS,
  actor: '`msexchuid` together with `amurl`: one key made of both',
  shapes: ['documented', 'observed'],
  source:
    '"Inside the Exchange identity token" and "Validate an Exchange identity token"; the second shape, `kid` and the lifetime from live tokens',
  checks: [
    ...formChecks,
    {
      part: 'claim',
      name: 'iss',
      required: true,
      rule: 'Exchange, at any realm; the realm of `appctxsender` is not compared',
      codes: ['ERR_TOKEN_ISSUER', 'ERR_TOKEN_EMULATOR'],
    },
    {
      part: 'claim',
      name: 'appctx',
      required: true,
      rule: 'an object, with `nbf` and `exp` as decimal texts (as documented), or the JSON text of that object, with numbers (as observed); no mixture',
      codes: ['ERR_TOKEN_CONTEXT', 'ERR_TOKEN_VERSION'],
    },
    {
      part: 'claim',
      name: 'appctx.version',
      required: true,
      rule: `\`${CONTEXT_VERSION}\``,
      codes: ['ERR_TOKEN_VERSION'],
    },
    {
      part: 'claim',
      name: 'appctx.amurl',
      required: true,
      rule: 'a trusted metadata address, compared in canonical form; any other is never fetched',
      setting: 'trustedMetadata',
      codes: ['ERR_TOKEN_METADATA_URL'],
    },
    {
      part: 'claim',
      name: 'appctx.msexchuid',
      required: true,
      rule: 'an id, `@` and a realm',
      codes: ['ERR_TOKEN_ACTOR'],
    },
    {
      part: 'header',
      name: 'x5t',
      required: true,
      rule: 'the SHA-1 thumbprint of a certificate of the document, computed over its bytes; a certificate that is printed under another one is not used',
      codes: [
        'ERR_ISSUER_KEY_UNKNOWN',
        'ERR_TOKEN_KEY_ID',
        'ERR_TOKEN_HEADER',
        'ERR_ISSUER_KEY_REFUSED',
        'ERR_ISSUER_KEY_SET',
      ],
    },
    {
      part: 'header',
      name: 'kid',
      required: false,
      rule: 'where it is there, the same thumbprint in upper-case hex',
      codes: ['ERR_TOKEN_KEY_ID'],
    },
    {
      part: 'key',
      name: 'the certificate',
      required: true,
      rule: 'whole DER with an RSA key of 2,048 to 8,192 bits',
      codes: ['ERR_ISSUER_KEY_REFUSED', 'ERR_ISSUER_KEY_SET'],
    },
    {
      part: 'key',
      name: "the certificate's dates",
      required: true,
      rule: 'valid now',
      codes: ['ERR_ISSUER_CERTIFICATE'],
    },
    signatureCheck,
    startCheck('nbf', true),
    startCheck('iat', false),
    expiryCheck,
    audienceCheck("the address of the add-in's page"),
  ],
})
