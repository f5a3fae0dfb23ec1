// Times, audience, caller, scope, actor: what a genuine token says.
const TIMES = 'core/src/tokens/token-times.ts'
const ENTRA = 'core/src/tokens/entra/entra-verifier.ts'
const ISSUER = 'core/src/tokens/entra/issuer-tenant.ts'

export const mutants = [
  ['M01', TIMES, 'if (!isNumericDate(exp) || !isNumericDate(start)) throw', 'if (false) throw'],
  ['M01', TIMES, '&& value >= 0 && value <= LAST_SECOND', ''],
  ['M02', TIMES, 'if (!(now - rule.clockSkewSeconds < exp)) throw', 'if (false) throw'],
  [
    'M03',
    TIMES,
    'if (!(start <= latestStart) || (other !== undefined && !(other <= latestStart))) {',
    'if (false) {',
  ],
  ['M04', TIMES, 'skew >= 0 && skew <= MAX_CLOCK_SKEW_SECONDS', 'skew >= 0'],
  ['M05', TIMES, 'if (exp - start > rule.maxLifetimeSeconds) throw', 'if (false) throw'],
  [
    'A01 A03 A07',
    'core/src/tokens/token-audience.ts',
    "if (typeof aud !== 'string' || !expected.includes(aud)) throw",
    "if (typeof aud !== 'string') throw",
  ],
  [
    'A03',
    'core/src/tokens/token-audience.ts',
    "if (typeof aud !== 'string' || !expected.includes(aud)) throw",
    'if (![aud].flat().some((one) => expected.includes(one))) throw',
  ],
  ['A02', 'core/src/tokens/option-list.ts', 'if (entries.length === 0) {', 'if (false) {'],
  [
    'A04',
    'core/src/tokens/token-caller.ts',
    "if (typeof caller !== 'string' || !callers.includes(caller)) throw",
    'if (false) throw',
  ],
  [
    'K06',
    'core/src/tokens/token-caller.ts',
    'if (other !== undefined && other !== caller) throw',
    'if (false) throw',
  ],
  ['K06', ENTRA, 'if (payload.ver !== issuer.version) throw', 'if (false) throw'],
  [
    'A05',
    'core/src/tokens/token-scope.ts',
    "if (scp === undefined || (idtyp !== undefined && idtyp !== 'user'))",
    'if (false)',
  ],
  [
    'A06',
    'core/src/tokens/token-scope.ts',
    "if (!scp.split(' ').some((word) => wanted.includes(word))) throw",
    'if (![...wanted].some((word) => scp.includes(word))) throw',
  ],
  ['A07', ENTRA, 'if (header.nonce !== undefined) {', 'if (false) {'],
  [
    'I07',
    'core/src/tokens/entra/entra-actor.ts',
    '(idp !== undefined && idp !== issuer.issuer) || acct === GUEST_ACCOUNT',
    'acct === GUEST_ACCOUNT',
  ],
  [
    'I02',
    'core/src/tokens/entra/entra-actor.ts',
    "if (!isGuid(oid)) throw new CountersignError('ERR_TOKEN_ACTOR')",
    '',
  ],
  [
    'I05',
    'core/src/tokens/substrate/substrate-actor.ts',
    "if (rule.senders !== undefined) throw new CountersignError('ERR_TOKEN_SENDER')",
    '',
  ],
  [
    'I05',
    'core/src/tokens/substrate/substrate-actor.ts',
    'if (rule.senders !== undefined && !rule.senders.has(sender)) throw',
    'if (false) throw',
  ],
  [
    'K01',
    ISSUER,
    'if (iss === tenant.v2.issuer) return tenant.v2',
    "if (String(iss).startsWith('https://')) return tenant.v2",
  ],
  [
    'K02',
    ISSUER,
    'if (iss === tenant.v1?.issuer && tenant.v1 !== undefined) return tenant.v1\n  if (iss === tenant.v2.issuer)',
    'if (/^https:\\/\\/sts/.test(String(iss)) && tenant.v1 !== undefined) return tenant.v1\n  if (/^https:\\/\\/login/.test(String(iss)))',
  ],
  [
    'K03',
    ISSUER,
    'if (tenant === undefined) {',
    'if (tenant === undefined && tenants.size > 0) return [...tenants.values()][0].v1\n  if (tenant === undefined) {',
  ],
  [
    'K07',
    'core/src/tokens/substrate/substrate-verifier.ts',
    'if (jws.payload.iss !== SUBSTRATE_ISSUER) throw',
    'if (false) throw',
  ],
  ['E02', ISSUER, "if (tenant.refusedAsEmulator) throw new CountersignError('ERR_TOKEN_EMULATOR')", ''],
  [
    'O05',
    ENTRA,
    'return checkEntraToken(jws, issuer, expected, now() / 1000)',
    'void Promise.reject(new Error("late"))\n    return checkEntraToken(jws, issuer, expected, now() / 1000)',
  ],
]
