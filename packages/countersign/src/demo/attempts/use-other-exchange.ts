import { ADELE } from '../demo-context.js'
import { expectValue } from '../demo-check.js'
import type { DemoAttempt } from '../demo-step.js'

export const useOtherExchange: DemoAttempt = {
  id: 'use-other-exchange',
  title: 'Send an Exchange token of another server',
  explains:
    "An identity token for Adele's add-in says itself where the keys are that it is to be checked with: on a server that the service has no reason to trust. It is not asked.",
  async run(context) {
    const { result, code } = await context.callAddIn({ as: ADELE, fault: 'other-metadata' })
    const { appctx } = result.token.claims
    return {
      ...(code !== undefined && { code }),
      checks: [
        { what: 'the token names', found: readMetadataUrl(appctx), ok: true },
        expectValue('the service answers', result.status, 401),
        expectValue('because', code, 'ERR_TOKEN_METADATA_URL'),
      ],
    }
  },
}

/** Live tokens have `appctx` as JSON in a text. */
function readMetadataUrl(appctx: unknown): string {
  const { amurl } = JSON.parse(String(appctx)) as { readonly amurl?: unknown }
  return String(amurl)
}
