// Metadata and key sets: where keys come from, and which count.
const SET = 'core/src/issuers/key-set.ts'
const CACHE = 'core/src/issuers/key-cache.ts'
const FETCH = 'core/src/issuers/fetch-json.ts'
const ADDRESS = 'core/src/issuers/metadata-address.ts'

export const mutants = [
  ['K04', SET, 'return false\n  }\n  const cloud', 'return true\n  }\n  const cloud'],
  ['K05', SET, 'published.cloudInstanceName !== cloud', 'false'],
  [
    'K08',
    'core/src/issuers/published-key.ts',
    'if (SECRET_MEMBERS.some((member) => Object.hasOwn(jwk, member))) return undefined',
    '',
  ],
  [
    'K08',
    'core/src/issuers/published-key.ts',
    "if (jwk.use !== undefined && jwk.use !== 'sig') return undefined",
    '',
  ],
  ['K08', 'core/src/jose/rsa-key-rules.ts', 'if (modulusLength < MIN_RSA_BITS)', 'if (false)'],
  [
    'K08',
    'core/src/jose/rsa-key-rules.ts',
    'if (publicExponent < 3n || publicExponent % 2n === 0n || publicExponent > MAX_RSA_EXPONENT)',
    'if (false)',
  ],
  [
    'K09',
    FETCH,
    "if (response.redirected || (response.url !== '' && response.url !== url)) {",
    'if (false) {',
  ],
  ['K09', FETCH, 'if (size > maxBytes) throw', 'if (false) throw'],
  ['K09', ADDRESS, "if (url?.protocol !== 'https:') {", 'if (url === undefined) {'],
  ['K09', ADDRESS, 'if (url.host !== new URL(documentUrl).host) {', 'if (false) {'],
  ['K09', ADDRESS, 'if (isPrivateHost(url.hostname)) {', 'if (false) {'],
  ['K10', CACHE, 'if (!(time - loadedAt <= limits.lastKnownGoodMs)) current = undefined', ''],
  ['K11', CACHE, 'if (running === undefined && !mayFetch(time)) {', 'if (false) {'],
  [
    'K12',
    'core/src/tokens/entra/issuer-tenant.ts',
    "throw new CountersignError(unexpected ? 'ERR_TOKEN_EMULATOR' : 'ERR_TOKEN_TENANT')",
    'return tenants.values().next().value.v1',
  ],
  ['K13', SET, "if (expected.keyIssuer === 'required') return false", ''],
  [
    'E02',
    'core/src/issuers/trust-emulator.ts',
    'if (thumbprints.length === 0 || !thumbprints.every((text) => THUMBPRINT.test(text))) {',
    'if (false) {',
  ],
]
