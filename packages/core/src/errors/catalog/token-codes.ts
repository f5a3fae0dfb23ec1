import { defineCodes } from '../catalog-entry.js'
import { jsonCodes } from './json-codes.js'

export const tokenCodes = defineCodes({
  ...jsonCodes,
  ERR_TOKEN_MALFORMED: {
    message: 'The token is not a compact JWS of three segments over a JSON object.',
    hint: 'Send the token exactly as the platform issued it, in the header the route expects.',
  },
  ERR_TOKEN_TOO_LARGE: {
    message: 'The token is over the size limit.',
    hint: 'Check that the header holds one action token and nothing else.',
  },
  ERR_TOKEN_ENCODING: {
    message: 'A segment is not canonical base64url.',
    hint: 'Send the token unchanged: no padding, no + or /, no white space, no spare bits.',
  },
  ERR_TOKEN_HEADER: {
    message: "The token's header is not one that this protocol uses.",
    hint: 'Use a header with alg, typ and kid; keys inside the header (jwk, jku, x5u, x5c) are never used.',
  },
  ERR_TOKEN_ALGORITHM: {
    message: "The token's algorithm is not RS256.",
    hint: 'Sign with RS256; the platform uses nothing else.',
  },
  ERR_TOKEN_CRITICAL: {
    message: 'The token demands an extension that is not supported.',
    hint: 'Sign without crit and b64.',
  },
  ERR_TOKEN_KEY_ID: {
    message: "The token's key id is unusable or is not that of the key.",
    hint: 'Check that the token comes from the configured issuer and that its key set is current.',
  },
  ERR_TOKEN_SIGNATURE: {
    message: "The token's signature does not match.",
    hint: 'Check that the key is the one that the issuer publishes and that the token was not altered.',
  },
  ERR_TOKEN_ISSUER: {
    message: 'The token is not from an issuer that this profile accepts.',
    hint: 'Check that the route is bound to the profile and cloud that the platform uses for it.',
  },
  ERR_TOKEN_TENANT: {
    message: "The token's tenant is missing, malformed, unlike its issuer, or not allowed.",
    hint: 'Add the tenant id (a GUID) to the allowed tenants if its users may act.',
  },
  ERR_TOKEN_EMULATOR: {
    message: "The token uses the emulator's reserved names, and the emulator is not trusted here.",
    hint: 'Set trustEmulator where this service is meant to be driven by the emulator, and nowhere else.',
  },
  ERR_TOKEN_VERSION: {
    message: 'The token mixes versions, or is not of the version that its issuer makes.',
    hint: 'Send the token exactly as the platform issued it.',
  },
  ERR_TOKEN_TIME: {
    message: 'A time of the token is missing or is not a number of seconds.',
    hint: 'Send the token exactly as the platform issued it, with every time in seconds.',
  },
  ERR_TOKEN_EXPIRED: {
    message: 'The token has expired.',
    hint: "Press the button again for a new token, and check this machine's clock.",
  },
  ERR_TOKEN_NOT_YET_VALID: {
    message: 'The token is from the future.',
    hint: "Check this machine's clock.",
  },
  ERR_TOKEN_LIFETIME: {
    message: "The token lives longer than this profile's tokens may.",
    hint: 'Send the token exactly as the platform issued it.',
  },
  ERR_TOKEN_AUDIENCE: {
    message: 'The token is meant for another service.',
    hint: 'Set the audience to the exact value that the platform puts into aud, letter by letter.',
  },
  ERR_TOKEN_CALLER: {
    message: 'The token was issued to another client than the platform.',
    hint: 'Add the client id to the callers if that client may press buttons here.',
  },
  ERR_TOKEN_APP_ONLY: {
    message: 'The token stands for an application and not for a user.',
    hint: 'Call with a token that was issued for a user (with scp).',
  },
  ERR_TOKEN_SCOPE: {
    message: 'The token does not have the scope that this route wants.',
    hint: 'Set the scope to the name exposed in the app registration, and pre-authorise the platform for it.',
  },
  ERR_TOKEN_ACTOR: {
    message: 'The token does not say in a usable form who acted.',
    hint: 'Send the token exactly as the platform issued it.',
  },
  ERR_TOKEN_SENDER: {
    message: 'The token does not name a sender that is expected here.',
    hint: 'Add the sending address to the senders if its cards may post here.',
  },
  ERR_TOKEN_CONTEXT: {
    message: "The token's appctx is not that of an Exchange identity token.",
    hint: 'Send the token exactly as getUserIdentityTokenAsync returned it, from a mailbox on Exchange.',
  },
  ERR_TOKEN_METADATA_URL: {
    message: "The token's metadata address (amurl) is not one that is trusted, and was not fetched.",
    hint: "Add the server's metadata address to trustedMetadata if its users may act.",
  },
  ERR_TOKEN_SERVICE_URL: {
    message:
      "The token was made for another service URL than the activity's, or for one that is not allowed.",
    hint: 'Pass the activity of the very request, and add the service URL to serviceUrls (token verify: --allowed-service-url) if its connector may call.',
  },
  ERR_TOKEN_ENDORSEMENT: {
    message: "The token's key is not endorsed for the activity's channel.",
    hint: 'Pass the activity of the very request; a key speaks only for the channels that the connector lists beside it.',
  },
  ERR_TOKEN_MAC_FORM: {
    message: 'The header is not "HMAC " and the base64 of 32 bytes.',
    hint: 'Pass the Authorization header exactly as Teams sent it.',
  },
  ERR_TOKEN_MAC: {
    message: "The message's HMAC matches none of the keys.",
    hint: 'Check that a key is the security token that Teams showed, and that the body is the raw bytes that came in.',
  },
  ERR_TOKEN_ACTIVITY: {
    message: 'The body is not an activity with an id.',
    hint: 'Pass the raw body of the very request that Teams sent.',
  },
  ERR_TOKEN_ACTIVITY_TIME: {
    message: "The activity's timestamp is missing, unreadable or too far from now.",
    hint: "Check this machine's clock; a recorded message is not accepted again later.",
  },
  ERR_TOKEN_ADDRESS: {
    message: 'An address is not a plain ASCII e-mail address.',
    hint: 'Write it as local-part@domain, without display name, quotes or non-ASCII characters.',
  },
})
