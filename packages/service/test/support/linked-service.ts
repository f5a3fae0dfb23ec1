import { answer, type HttpAnswer, type OutlookCard } from '@countersign/core'
import { createMemoryLinkStore, type IdentityLink, type LinkStore } from '@countersign/ledger/links'
import type { ActorIds, Linking, LinkingOptions, LocalAccount, LoginContext } from '../../src/index.js'
import { autoInvoke, pressCard } from './press-card.js'
import { ADELE, type Person } from './test-platform.js'
import { CARD_URL, createTestService, headerOf, type TestService } from './test-service.js'

export const LINK_URL = 'https://expenses.contoso.com/link'
export const REDIRECT =
  'https://outlook.office.com/connectors/adele@contoso.com/723a1c49-f8dc-4063-843e-d4c2b7180b8b/postAuthenticate'

/** A service whose approvals need an account of its own; what the browser is signed in to is set by the test. */
export interface LinkedService {
  readonly t: TestService
  readonly linking: Linking
  readonly store: LinkStore
  readonly browserSession: { account: LocalAccount | undefined; proof: ActorIds | undefined }
  readonly logins: LoginContext[]
  /** The links that the handler was given, one for each run. */
  readonly runs: IdentityLink[]
  send(person?: Person): Promise<OutlookCard>
  /** Presses approve, as the platform does. */
  press(card: OutlookCard, person?: Person, headers?: Readonly<Record<string, string>>): Promise<HttpAnswer>
  /** Opens the message, as the platform does with an autoInvokeAction. */
  open(card: OutlookCard, person?: Person): Promise<HttpAnswer>
  /** Presses and returns the login URL that comes back. */
  pressForLogin(card: OutlookCard, person?: Person): Promise<string>
}

export function createLinkedService(
  options: { readonly linking?: Partial<LinkingOptions>; readonly withProof?: boolean } = {},
): LinkedService {
  const t = createTestService()
  const store = createMemoryLinkStore({ now: () => t.clock.now })
  const browserSession: LinkedService['browserSession'] = {
    account: { id: 'account-7', name: 'Adele at Expenses' },
    proof: undefined,
  }
  const logins: LoginContext[] = []
  const linking = t.service.linking({
    url: LINK_URL,
    store,
    account: () => browserSession.account,
    login: (context) => {
      logins.push(context)
      return `/login?returnTo=${encodeURIComponent(context.returnTo)}`
    },
    ...(options.withProof === true ? { proof: () => browserSession.proof } : {}),
    ...options.linking,
  })
  const runs: IdentityLink[] = []
  const kind = t.service.define('order', {
    url: CARD_URL,
    decisions: ['approve'],
    linked: linking,
    view: () => ({ type: 'AdaptiveCard', version: '1.0', body: [{ type: 'TextBlock', text: 'view' }] }),
  })
  const handler = kind.on(({ link }) => {
    runs.push(link)
    return answer.done(`Done for ${link.account}.`)
  })
  const press: LinkedService['press'] = async (card, person = ADELE, headers = {}) =>
    handler.handle(
      pressCard(card, 'approve', {
        token: await t.mint(person),
        headers: { 'identity-linking-redirect-url': REDIRECT, ...headers },
      }),
    )
  return {
    t,
    linking,
    store,
    browserSession,
    logins,
    runs,
    press,
    async send(person = ADELE) {
      await kind.send({
        item: '77',
        to: person.address,
        subject: 'Order 77',
        card: ({ action, refresh }) => ({
          type: 'AdaptiveCard',
          version: '1.0',
          body: [{ type: 'TextBlock', text: 'Order 77' }],
          actions: [
            action('approve', { title: 'Approve' }),
            { type: 'Action.OpenUrl', title: 'Open', url: 'https://expenses.contoso.com/77' },
          ],
          autoInvokeAction: refresh(),
        }),
      })
      return t.mailbox.readCard(person.address)
    },
    open: async (card, person = ADELE) => handler.handle(autoInvoke(card, { token: await t.mint(person) })),
    async pressForLogin(card, person = ADELE) {
      const answered = await press(card, person)
      const url = headerOf(answered, 'action-authenticate')
      if (answered.status !== 401 || url === undefined)
        throw new Error(`no login: ${String(answered.status)}`)
      return url
    },
  }
}
