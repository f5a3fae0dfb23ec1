// Exchange identity tokens, the bot connector, Teams outgoing webhooks.
const URLS = 'core/src/tokens/exchange/metadata-url.ts'
const CONTEXT = 'core/src/tokens/exchange/exchange-context.ts'
const BOT = 'core/src/tokens/bot/bot-verifier.ts'
const SERVICE_URL = 'core/src/tokens/bot/service-url.ts'
const WEBHOOK = 'core/src/tokens/teams-webhook/teams-webhook-verifier.ts'

export const mutants = [
  ['X01', URLS, 'return canonical === undefined ? undefined : spellings.get(canonical)', 'return canonical'],
  [
    'X01',
    URLS,
    "if (host === '' || IPV4_HOST.test(host) || !URL.canParse(text)) return undefined",
    "if (host === '' || !URL.canParse(text)) return undefined",
  ],
  [
    'X02',
    'core/src/issuers/certificate-set.ts',
    'if (printed === actual && certificate !== undefined',
    'if (actual !== undefined && certificate !== undefined',
  ],
  [
    'X02',
    'core/src/tokens/exchange/exchange-verifier.ts',
    'if (!(notBefore / 1000 <= now + skew) || !(now - skew <= notAfter / 1000)) {',
    'if (false) {',
  ],
  ['X03', CONTEXT, "if (version !== CONTEXT_VERSION) throw new CountersignError('ERR_TOKEN_VERSION')", ''],
  [
    'X03',
    CONTEXT,
    "if (typeof context !== 'object' || context === null || Array.isArray(context)) {",
    'if (false) {',
  ],
  ['X04', 'core/src/tokens/exchange/exchange-verifier.ts', 'key: `${metadataUrl}#${userId}`', 'key: userId'],
  [
    'X05',
    'core/src/tokens/exchange/exchange-verifier.ts',
    'const { metadataUrl } = server',
    'const metadataUrl = String(context.metadataUrl)',
  ],
  [
    'W01',
    SERVICE_URL,
    "if (typeof claimed !== 'string' || contradicts || claimed !== activityUrl) {",
    "if (typeof claimed !== 'string' || contradicts) {",
  ],
  ['W01', SERVICE_URL, '|| contradicts ||', '||'],
  ['W01', SERVICE_URL, "if (!allowed) throw new CountersignError('ERR_TOKEN_SERVICE_URL')", ''],
  [
    'W02',
    BOT,
    "if (typeof channelId !== 'string' || endorsements?.has(channelId) !== true) {",
    'if (false) {',
  ],
  ['W03', 'core/src/tokens/option-list.ts', 'if (entries.length === 0) {', 'if (false) {'],
  ['W04', WEBHOOK, "if (keyIndex < 0) throw new CountersignError('ERR_TOKEN_MAC')", ''],
  ['H03', WEBHOOK, '{42}[AEIMQUYcgkosw048]=$/', '{43}=?$/'],
  [
    'W04',
    'core/src/tokens/teams-webhook/webhook-keys.ts',
    'if (key.length !== WEBHOOK_KEY_BYTES || key.toString',
    'if (key.toString',
  ],
  [
    'W05',
    WEBHOOK,
    "if (!(Math.abs(now() - timestamp) <= skewMs)) throw new CountersignError('ERR_TOKEN_ACTIVITY_TIME')",
    '',
  ],
]
