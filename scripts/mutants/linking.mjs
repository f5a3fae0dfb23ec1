// Identity linking: where it leads to, and whose account becomes whose.
const PAGE = 'service/src/linking/answer-link-page.ts'
const FORM = 'service/src/linking/judge-form.ts'
const LINK_KEYS = 'service/src/linking/link-keys.ts'
const REDIRECT = 'service/src/linking/redirect-url.ts'
const FORM_PARTS = 'browserSecret, form.stateHash, form.account.id'

export const mutants = [
  ['O03', REDIRECT, 'origins.has(url.origin) &&', ''],
  ['O03', REDIRECT, 'url.href === text &&', ''],
  [
    'O03',
    PAGE,
    'if (pending === undefined || !isRedirectAllowed(pending.redirectUrl, context.config.redirectOrigins)) {',
    'if (pending === undefined) {',
  ],
  ['O03', 'ledger/src/links/memory-link-store.ts', '|| held.expiresAt <= now', ''],
  ['O06', 'ledger/src/links/link-statements.ts', 'dropPendingOf.run(pending.actorKey)', ''],
  ['O06', PAGE, "if (!isActor) throw new CountersignError('ERR_LINK_ACTOR')", ''],
  ['O06', PAGE, 'if (!(await provesActor(context, browser, pending))) throw', 'if (false) throw'],
  ['O06', PAGE, 'checkBrowser(browser, config.origin)', ''],
  [
    'O06',
    FORM,
    'const fromHere = origins.length === 1 && origins[0]?.[1] === origin',
    'const fromHere = origins.every(([, value]) => value === origin)',
  ],
  [
    'O06',
    FORM,
    "const sameSite = sites.every(([, site]) => site === 'same-origin')",
    'const sameSite = true',
  ],
  ['O06', FORM, 'if (!isOurs || ', 'if ('],
  ['O06', LINK_KEYS, FORM_PARTS, 'form.stateHash, form.account.id'],
  ['O06', LINK_KEYS, FORM_PARTS, 'browserSecret, form.account.id'],
  ['O06', LINK_KEYS, FORM_PARTS, 'browserSecret, form.stateHash'],
  ['O06', 'service/src/linking/browser-request.ts', 'for (const name of repeated) cookies.delete(name)', ''],
]
