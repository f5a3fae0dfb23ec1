// Who sent a mail, and what a mail is composed of.
const ADDRESS = 'mail/src/compose/check-address.ts'
const CONTROL = '/\\p{Cc}|\\p{Zl}|\\p{Zp}/u'
const CANDIDATE = 'admission/src/authenticate/dkim-candidate.ts'

export const mutants = [
  ['B10', 'mail/src/compose/check-header-text.ts', `if (${CONTROL}.test(text)) return`, 'if (false) return'],
  // No control character is in a dot-atom or in a label of a domain either.
  [
    'B10',
    ADDRESS,
    `if (${CONTROL}.test(address)) return`,
    'if (false) return',
    [ADDRESS, 'if (!DOT_ATOM.test(local)) return', 'if (false) return'],
  ],
  [
    'B10',
    ADDRESS,
    `if (${CONTROL}.test(address)) return`,
    'if (false) return',
    [ADDRESS, 'if (!isDomainName(domain)) return', 'if (false) return'],
  ],
  [
    'D01',
    'admission/src/authenticate/verify-dkim.ts',
    'fromDomain !== undefined && isAligned(candidate.domain, fromDomain)',
    'true',
  ],
  ['D02', CANDIDATE, "if (tags.has('l')) return 'l= leaves the end of the body open'", ''],
  [
    'D03',
    'admission/src/authenticate/verify-spf.ts',
    'fromDomain !== undefined && isAligned(asked, fromDomain)',
    'true',
  ],
  ['D04', 'admission/src/steps/check-from.ts', 'if (fields.length > 1)', 'if (false)'],
  ['D04', 'admission/src/steps/check-from.ts', 'if (mailboxes.length > 1)', 'if (false)'],
  ['D04', 'admission/src/steps/check-from.ts', 'if (shown !== undefined)', 'if (false)'],
  ['D05', 'admission/src/authenticate/guard-resolver.ts', 'throw temporaryFailure(code, code)', 'return []'],
  [
    'D06',
    'admission/src/authenticate/verify-dkim.ts',
    'const uncovered = findUncoveredField(message.fields, candidate.coveredHeaders)',
    'const uncovered = undefined',
  ],
  ['D07', CANDIDATE, "if (expiresAt !== 'absent' && expiresAt <= nowSeconds) return 'x= has passed'", ''],
  ['D07', CANDIDATE, "if (!ALGORITHMS.includes(tags.get('a')?.toLowerCase() ?? ''))", 'if (false)'],
  [
    'D07',
    'admission/src/limits.ts',
    'export const MIN_DKIM_KEY_BITS = 1024',
    'export const MIN_DKIM_KEY_BITS = 256',
  ],
  ['R09', 'admission/src/steps/check-age.ts', 'if (dated < now - MAX_MESSAGE_AGE_SECONDS)', 'if (false)'],
]
