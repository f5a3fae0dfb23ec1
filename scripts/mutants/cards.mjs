// Cards: lint, signing, embedding, extraction.
export const mutants = [
  ['B03', 'core/src/cards/html/embed-card.ts', '.replace(UNSAFE_IN_SCRIPT, escapeForScript)', ''],
  [
    'B04',
    'core/src/cards/signed/check-signed-card-claims.ts',
    "if (typeof text !== 'string') throw new CountersignError('ERR_CARD_RECIPIENTS')\n  const list = parseRecipients(text)",
    'const list = Array.isArray(text) ? text : parseRecipients(String(text))',
  ],
  [
    'B04',
    'admission/src/steps/check-signed-recipients.ts',
    'const equal = signed.size === recipients.length && recipients.every((address) => signed.has(address))',
    'const equal = recipients.every((address) => signed.has(address))',
  ],
  [
    'B05',
    'core/src/cards/targets/is-target-allowed.ts',
    'return hasSubdomains && host.endsWith(`.${parent}`)',
    'return hasSubdomains && host.endsWith(parent)',
  ],
  [
    'B05',
    'core/src/cards/targets/parse-target-url.ts',
    'if (!/^https:\\/\\/[^/?#]/i.test(text)',
    'if (!/^https?:\\/\\/[^/?#]/i.test(text)',
  ],
  [
    'B07',
    'admission/src/steps/check-provider-key.ts',
    'if (isDeveloperSampleKey(providerKey))',
    'if (false)',
  ],
  [
    'B07',
    'core/src/jose/import-jwk.ts',
    "if (isPrivate(jwk)) throw new CountersignError('ERR_KEY_PRIVATE')",
    '',
  ],
  ['B08', 'admission/src/steps/find-card.ts', 'if (read.cards.length > 1)', 'if (false)'],
  ['B08', 'core/src/cards/html/embed-card.ts', 'if (found.length !== 1 || ', 'if ('],
  [
    'B09',
    'admission/src/steps/check-age.ts',
    'if (dated !== undefined && Math.abs(dated - issuedAt) > MAX_SIGNING_GAP_SECONDS)',
    'if (false)',
  ],
  ['B11', 'admission/src/read/find-html-part.ts', '&& !part.isAttachment ? part', '? part'],
  [
    'B12',
    'core/src/cards/lint/rules/links.ts',
    "else if (scheme !== undefined && FORBIDDEN.has(scheme)) report('CARD_LINK_SCHEME', path)",
    '',
  ],
]
