// The emulator and its page.
const GUARD = 'emulator/src/http/guard.ts'

export const mutants = [
  ['E01', GUARD, 'if (host === undefined || !hosts.has(host.toLowerCase())) throw', 'if (false) throw'],
  [
    'E01',
    GUARD,
    'if (origin !== undefined && ![...hosts].some((own) => origin === `http://${own}`)) {',
    'if (false) {',
  ],
  [
    'E01',
    GUARD,
    'if (given === undefined || !secrets.some((secret) => isSameSecret(given, secret))) throw',
    'if (false) throw',
  ],
  [
    'E02',
    'service/src/config/check-service-options.ts',
    "if (options.nodeEnv === 'production' || process.env['NODE_ENV'] === 'production') {",
    'if (false) {',
  ],
  [
    'B12',
    'console/src/page/card/safe-link.ts',
    'return SAFE_PROTOCOLS.has(url.protocol) ? url.href : undefined',
    'return url.href',
  ],
]
