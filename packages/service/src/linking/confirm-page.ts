import type { LinkActor } from '@countersign/ledger/links'
import type { LocalAccount } from './linking.js'
import { composeDocument, escapeHtml, showText } from './page-text.js'

export interface ConfirmPage {
  /** The linking's own URL. */
  readonly url: string
  readonly state: string
  readonly form: string
  readonly actor: LinkActor
  readonly account: LocalAccount
}

/** Names both identities and asks; docs/attacks.md, O06, is why. */
export function composeConfirmPage({ url, state, form, actor, account }: ConfirmPage): string {
  const host = showText(new URL(url).host)
  const other = `${url}?state=${state}&as=other`
  return composeDocument(
    'Connect your accounts?',
    `<p>Buttons in messages that this Office identity presses will act with this account:</p>
<dl>
<dt>Office identity</dt>
<dd>${describeActor(actor)}</dd>
<dt>Account of ${host}</dt>
<dd>${showText(account.name)}</dd>
</dl>
<p class="warning"><strong>Did you press a button in a message yourself, just now?</strong> If somebody sent you to this
page, or the Office identity is not yours, choose Cancel: they could act as you.</p>
<form method="post" action="${escapeHtml(url)}">
<input type="hidden" name="state" value="${escapeHtml(state)}">
<input type="hidden" name="form" value="${escapeHtml(form)}">
<div class="buttons">
<button class="primary" name="choice" value="link">Connect</button>
<button name="choice" value="cancel">Cancel</button>
</div>
</form>
<p><a href="${escapeHtml(other)}">Sign in with another account</a></p>`,
  )
}

/** The changeable name is what people know, the ids are what is linked. */
function describeActor({ address, displayName, tenantId, objectId }: LinkActor): string {
  const name = address ?? displayName
  const ids =
    tenantId === undefined || objectId === undefined
      ? ''
      : `<small>Tenant ${showText(tenantId)}, user ${showText(objectId)}</small>`
  return `${name === undefined ? 'A user without a name' : showText(name)}${ids}`
}
