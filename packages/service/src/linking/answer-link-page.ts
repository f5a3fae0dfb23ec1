import { randomBytes } from 'node:crypto'
import { CountersignError, isCodedError, type ActionRequest, type HttpAnswer } from '@countersign/core'
import type { PendingLink } from '@countersign/ledger/links'
import { parseTarget } from '../pipeline/locate-limited-token.js'
import { readInputs } from '../pipeline/read-inputs.js'
import { callStore } from './find-link.js'
import { checkBrowser, judgeForm } from './judge-form.js'
import { askAccount, askLogin, askProof } from './ask-service.js'
import { composeLinkCookie, readLinkCookie } from './link-cookie.js'
import { hashLinkForm, hashLinkState } from './link-keys.js'
import type { LinkingContext } from './linking-context.js'
import type { LinkRequest, LocalAccount, LoginContext } from './linking.js'
import { readBrowserRequest } from './browser-request.js'
import { composePage, composeRedirect } from './compose-page.js'
import { composeConfirmPage } from './confirm-page.js'
import { composeFailurePage, composeCancelledPage } from './message-page.js'
import { isRedirectAllowed } from './redirect-url.js'

/** The login page from request to answer. GET shows and changes nothing; POST decides. Never rejects. */
export async function answerLinkPage(context: LinkingContext, request: ActionRequest): Promise<HttpAnswer> {
  try {
    const target = parseTarget(request.url)
    if (target.pathname !== context.config.path) throw new CountersignError('ERR_LINK_REQUEST')
    switch (request.method) {
      case 'GET':
      case 'HEAD':
        return await showPage(context, readBrowserRequest(request), target.searchParams)
      case 'POST':
        return await decide(context, request)
      default:
        throw new CountersignError('ERR_REQUEST_METHOD')
    }
  } catch (error) {
    return answerLinkFailure(context, error)
  }
}

/** The one place where an error becomes a page: the code goes to the events. */
export function answerLinkFailure({ events }: LinkingContext, error: unknown): HttpAnswer {
  if (isCodedError(error)) events.emit({ type: 'link.refused', code: error.code })
  else events.emit({ type: 'service.failed', error })
  return composeFailurePage(isCodedError(error) ? error.code : undefined)
}

async function showPage(
  context: LinkingContext,
  browser: LinkRequest,
  query: URLSearchParams,
): Promise<HttpAnswer> {
  const states = query.getAll('state')
  const state = states.length === 1 ? (states[0] ?? '') : ''
  const pending = await findPending(context, state)
  const wants = query.get('as') === 'other' ? 'other-account' : undefined
  const account = await askAccount(context, browser)
  if (account === undefined) return sendToLogin(context, { state, pending, need: 'account' })
  if (wants !== undefined) return sendToLogin(context, { state, pending, need: wants })
  if (!(await provesActor(context, browser, pending)))
    return sendToLogin(context, { state, pending, need: 'proof' })
  return composeForm(context, { state, pending, browser, account })
}

async function findPending(context: LinkingContext, state: string): Promise<PendingLink> {
  const stateHash = hashLinkState(context.service, state)
  const pending = await callStore(context.config.store, (store) => store.findPending(stateHash))
  // The allow-list may have become stricter since the login began, and a store can be written to by others.
  if (pending === undefined || !isRedirectAllowed(pending.redirectUrl, context.config.redirectOrigins)) {
    throw new CountersignError('ERR_LINK_STATE')
  }
  return pending
}

/** False where nothing is proved yet. Throws `ERR_LINK_ACTOR` where somebody else is. */
async function provesActor(
  context: LinkingContext,
  browser: LinkRequest,
  { actor }: PendingLink,
): Promise<boolean> {
  if (context.config.proof === undefined) return true
  const proved = await askProof(context, browser)
  if (proved === undefined) return false
  const isActor =
    actor.tenantId !== undefined &&
    actor.objectId !== undefined &&
    proved.tenantId.toLowerCase() === actor.tenantId.toLowerCase() &&
    proved.objectId.toLowerCase() === actor.objectId.toLowerCase()
  if (!isActor) throw new CountersignError('ERR_LINK_ACTOR')
  return true
}

async function sendToLogin(
  context: LinkingContext,
  login: { readonly state: string; readonly pending: PendingLink; readonly need: LoginContext['need'] },
): Promise<HttpAnswer> {
  const { actor } = login.pending
  const loginHint = actor.address ?? actor.displayName
  const target = await askLogin(context, {
    returnTo: `${context.config.url}?state=${login.state}`,
    need: login.need,
    ...(loginHint === undefined ? {} : { loginHint }),
  })
  return composeRedirect(302, target)
}

function composeForm(
  { config }: LinkingContext,
  shown: {
    readonly state: string
    readonly pending: PendingLink
    readonly browser: LinkRequest
    readonly account: LocalAccount
  },
): HttpAnswer {
  const { state, pending, browser, account } = shown
  const known = readLinkCookie(browser, config.isHttps)
  const browserSecret = known ?? randomBytes(32).toString('base64url')
  const form = hashLinkForm(browserSecret, { ...pending, account })
  return composePage({
    status: 200,
    html: composeConfirmPage({ url: config.url, state, form, actor: pending.actor, account }),
    // The answer to the form is a redirect to the platform, which browsers hold against this list as well.
    formTargets: [config.origin, new URL(pending.redirectUrl).origin],
    headers: known === undefined ? [['set-cookie', composeLinkCookie(browserSecret, config.isHttps)]] : [],
  })
}

async function decide(context: LinkingContext, request: ActionRequest): Promise<HttpAnswer> {
  const { config, events } = context
  const browser = readBrowserRequest(request)
  checkBrowser(browser, config.origin)
  const contentType = browser.headers.find(([name]) => name === 'content-type')?.[1]
  const fields = readInputs(contentType, request.body)
  const pending = await findPending(context, typeof fields['state'] === 'string' ? fields['state'] : '')
  const account = await askAccount(context, browser)
  const browserSecret = readLinkCookie(browser, config.isHttps)
  if (account === undefined || browserSecret === undefined)
    throw new CountersignError('ERR_LINK_CONFIRMATION')
  if (!(await provesActor(context, browser, pending))) throw new CountersignError('ERR_LINK_ACTOR')
  const choice = judgeForm(fields, hashLinkForm(browserSecret, { ...pending, account }))
  if (choice === 'cancel') {
    await callStore(config.store, (store) => store.cancel(pending.stateHash))
    events.emit({ type: 'link.cancelled', actorKey: pending.actorKey })
    return composeCancelledPage()
  }
  const link = { account: account.id, lifetimeMs: config.linkLifetimeMs }
  const completed = await callStore(config.store, (store) => store.complete(pending.stateHash, link))
  if (completed === undefined) throw new CountersignError('ERR_LINK_STATE')
  events.emit({ type: 'link.completed', actorKey: pending.actorKey })
  return composeRedirect(303, completed.redirectUrl)
}
