import { EXCHANGE_METADATA_URL } from '@countersign/emulator'
import { ADELE, MEGAN } from '../demo-context.js'
import { expectValue } from '../demo-check.js'
import type { DemoStep } from '../demo-step.js'

/** As much of an id as a reader can compare. */
const SHOWN_CHARACTERS = 8

export const verifyIdentity: DemoStep = {
  title: "Adele's add-in sends the identity token of her on-premises Exchange",
  async run(context) {
    const observed = await context.callAddIn({ as: ADELE })
    const documented = await context.callAddIn({ as: ADELE, shape: 'documented' })
    const other = await context.callAddIn({ as: MEGAN })
    const key = readKey(observed.result.body)
    const { x5t, claims } = observed.result.token
    return {
      checks: [
        {
          what: 'identity token',
          found: `exchange, certificate ${x5t}, issuer ${String(claims['iss'])}`,
          ok: true,
        },
        expectValue('the service answers', observed.result.status, 200),
        { what: 'she is the user', found: shorten(key), ok: key.startsWith(`${EXCHANGE_METADATA_URL}#`) },
        expectValue('a token in the documented shape is answered', documented.result.status, 200),
        expectValue('and of the same user', readKey(documented.result.body) === key, true),
        expectValue('Megan is the same user', readKey(other.result.body) === key, false),
      ],
    }
  },
}

/** The one text that a service keeps to know the user again: made of the metadata address and `msexchuid`. */
function readKey(body: string): string {
  const { user } = JSON.parse(body) as { readonly user?: { readonly key?: unknown } }
  return typeof user?.key === 'string' ? user.key : ''
}

function shorten(key: string): string {
  const [server = '', id = ''] = key.split('#')
  return `${id.slice(0, SHOWN_CHARACTERS)}… of ${URL.canParse(server) ? new URL(server).host : 'no server'}`
}
