// The bot, the channels and the outgoing webhooks of a service.
const INVOKE = 'service/src/bot/admit-invoke.ts'
const INVOKER = 'service/src/bot/read-invoker.ts'
const HOSTS = 'service/src/channels/webhook-hosts.ts'
const DELIVER = 'service/src/channels/deliver-to-webhook.ts'
const MESSAGE = 'service/src/webhooks/reserve-message.ts'

export const mutants = [
  ['L01', INVOKE, "if (verb !== decision) throw new CountersignError('ERR_ACTION_DECISION')", ''],
  ['L06', INVOKE, "if (isAutomatic) throw new CountersignError('ERR_ACTION_PURPOSE')", ''],
  ['L06', INVOKE, 'else if (kind.decisions.includes(verb)) {', 'else if (false) {'],
  ['L12', INVOKE, 'found.length !== 1 || ', ''],
  ['L12', INVOKE, 'if (handled?.kind.parameter !== parameter) throw', 'if (handled === undefined) throw'],
  ['K03', INVOKER, '|| named.some((id) => id !== tenantId)', ''],
  ['K03', INVOKER, "if (!tenants.has(tenantId)) throw new CountersignError('ERR_TOKEN_TENANT')", ''],
  ['H05', HOSTS, "if (url.username !== '' || url.password !== '') return undefined", ''],
  ['H05', HOSTS, "if (url.protocol !== 'https:' || url.port !== '')", "if (url.port !== '')"],
  ['H05', HOSTS, "if (url.protocol !== 'https:' || url.port !== '')", "if (url.protocol !== 'https:')"],
  ['H05', HOSTS, '&& path.test(url.pathname)', ''],
  ['H05', DELIVER, "redirect: 'manual'", "redirect: 'follow'"],
  [
    'H05',
    DELIVER,
    "throw new CountersignError('ERR_POST_NETWORK')",
    "throw new CountersignError('ERR_POST_NETWORK', String(url))",
  ],
  ['H05', 'mail/src/graph/graph-request.ts', "redirect: 'manual'", "redirect: 'follow'"],
  ['W05', MESSAGE, "throw new CountersignError('ERR_REQUEST_REPLAYED')", "return ''"],
  ['W05', MESSAGE, 'conversationOf(activity), ', ''],
  ['W05', MESSAGE, 'const REMEMBER_MS = 60 * 60_000', 'const REMEMBER_MS = 60_000'],
]
