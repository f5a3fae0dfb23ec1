import {
  substituteInputs,
  walkActions,
  type ActionHttp,
  type ActionRequest,
  type OutlookCard,
} from '@countersign/core'

export interface PressOptions {
  /** The action token. */
  readonly token: string
  readonly inputs?: Readonly<Record<string, string>>
  /** Added to the platform's headers, or in place of them. */
  readonly headers?: Readonly<Record<string, string>>
  readonly requestId?: string
}

/** The request that the platform makes when a button is pressed. */
export function pressCard(card: OutlookCard, id: string, options: PressOptions): ActionRequest {
  const found = [...walkActions(card)].find(({ action }) => action.type === 'Action.Http' && action.id === id)
  if (found?.action.type !== 'Action.Http') throw new Error(`the card has no action ${id}`)
  return requestOf(card, found.action, options)
}

/** The request that the platform makes when the message is opened. */
export function autoInvoke(card: OutlookCard, options: PressOptions): ActionRequest {
  if (card.autoInvokeAction === undefined) throw new Error('the card has no autoInvokeAction')
  return requestOf(card, card.autoInvokeAction, options)
}

function requestOf(card: OutlookCard, action: ActionHttp, options: PressOptions): ActionRequest {
  const inputs = { comment: '', ...options.inputs }
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'user-agent': 'Microsoft Office Outlook Service',
    ...(card.correlationId === undefined ? {} : { 'card-correlation-id': card.correlationId }),
    'action-request-id': options.requestId ?? '0c5a1f6e-0000-4000-8000-000000000001',
    authorization: `Bearer ${options.token}`,
    ...Object.fromEntries(
      (action.headers ?? []).map(({ name, value }) => [name.toLowerCase(), substituteInputs(value, inputs)]),
    ),
    ...options.headers,
  }
  return {
    method: action.method,
    url: substituteInputs(action.url, inputs),
    headers: Object.entries(headers),
    body: Buffer.from(substituteInputs(action.body ?? '', inputs), 'utf8'),
  }
}
