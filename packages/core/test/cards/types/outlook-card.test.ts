import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { encodeInputs, lintCard, type OutlookCard } from '../../../src/cards/index.js'
import { ORIGINATOR } from '../example-card.js'

describe('OutlookCard', () => {
  it('holds what Outlook supports', () => {
    const card = {
      type: 'AdaptiveCard',
      version: '1.0',
      originator: ORIGINATOR,
      correlationId: '7b3f3a3e-5a3e-4d0a-9c53-0d5a1a8d8c11',
      expectedActors: ['adele@contoso.example'],
      hideOriginalBody: true,
      autoInvokeAction: { type: 'Action.Http', method: 'POST', url: 'https://a.example.com/view', body: '' },
      body: [
        { type: 'TextBlock', text: 'Hello', size: 'large', weight: 'Bolder', isVisible: false, id: 'hello' },
        { type: 'Input.Text', id: 'comment' },
        {
          type: 'ColumnSet',
          columns: [
            { width: '50px', items: [] },
            { width: 2, verticalContentAlignment: 'center' },
          ],
        },
        { type: 'Image', url: 'https://a.example.com/x.png', width: '64px', backgroundColor: '#FF0000' },
        {
          type: 'ActionSet',
          actions: [{ type: 'Action.ToggleVisibility', title: 'Show', targetElements: ['hello'] }],
        },
      ],
      actions: [
        {
          type: 'Action.Http',
          title: 'Go',
          method: 'POST',
          url: 'https://a.example.com/',
          ...encodeInputs(['comment']),
        },
        { type: 'Action.Http', title: 'Look', method: 'GET', url: 'https://a.example.com/' },
        {
          type: 'Action.InvokeAddInCommand',
          addInId: ORIGINATOR,
          desktopCommandId: 'x',
          initializationContext: {},
        },
        { type: 'Action.DisplayMessageForm', itemId: 'x' },
        { type: 'Action.DisplayAppointmentForm', itemId: 'x' },
        { type: 'Action.OpenUrl', url: 'https://a.example.com/' },
      ],
    } satisfies OutlookCard
    assert.deepEqual(
      lintCard(card).filter(({ severity }) => severity === 'error'),
      [],
    )
  })

  it('makes what Outlook drops a compile error, and lint says the same', () => {
    const findings = lintCard({
      type: 'AdaptiveCard',
      version: '1.0',
      originator: ORIGINATOR,
      // @ts-expect-error -- Outlook does not show Input.Time
      body: [{ type: 'Input.Time', id: 'at' }],
      // @ts-expect-error -- Outlook does not show Action.Submit
      actions: [{ type: 'Action.Submit', title: 'Send' }],
    } satisfies OutlookCard)
    const codes = findings.map(({ code }) => code)
    assert.ok(codes.includes('CARD_INPUT_TIME') && codes.includes('CARD_ACTION_SUBMIT'))
  })

  it('makes a POST without body, another method and headers as an object compile errors', () => {
    const url = 'https://a.example.com/'
    const actions = [
      // @ts-expect-error -- a POST needs a body
      { type: 'Action.Http', method: 'POST', url },
      // @ts-expect-error -- GET or POST
      { type: 'Action.Http', method: 'PUT', url, body: '' },
      // @ts-expect-error -- a list
      { type: 'Action.Http', method: 'POST', url, body: '', headers: { 'Content-Type': 'text/plain' } },
    ] satisfies OutlookCard['actions']
    const codes = lintCard({ type: 'AdaptiveCard', version: '1.0', originator: ORIGINATOR, actions }).map(
      ({ code }) => code,
    )
    for (const code of ['CARD_HTTP_BODY_MISSING', 'CARD_HTTP_METHOD', 'CARD_HEADERS_FORM'])
      assert.ok(codes.includes(code))
  })
})
