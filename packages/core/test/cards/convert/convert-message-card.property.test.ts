import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  convertMessageCard,
  lintCard,
  lintMessageCard,
  listCardCalls,
  parseCard,
  substituteInputs,
  walkActions,
  type MessageCard,
} from '../../../src/cards/index.js'
import { ORIGINATOR } from '../example-card.js'

/** Texts that break a naive conversion: placeholders, markdown, addresses. */
const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    ...[
      '{{a.value}}',
      '{{b.value}}',
      '{{a-2.value}}',
      '{{a.value',
      '# x',
      '~~x~~',
      '[x](javascript:alert(1))',
    ],
    ...[
      'https://expenses.example/x',
      'http://expenses.example/',
      'https://localhost/',
      'data:text/html,x',
      '',
    ],
  ),
)
const id = fc.constantFrom('a', 'b', 'a-2', 'comment', '', '__proto__', 'x y')
const odd = fc.oneof(
  { weight: 6, arbitrary: text },
  fc.constantFrom(7, true, 'true', null, [], {}, undefined),
)
const header = fc.record({
  name: fc.constantFrom('X-A', 'Content-Type', 'Authorization', 'Host'),
  value: text,
})
const httpPost = fc.record(
  {
    '@type': fc.constant('HttpPOST'),
    '@id': id,
    name: text,
    target: fc.oneof(text, fc.constant('https://expenses.example/act?a={{a.value}}')),
    headers: fc.array(header, { maxLength: 3 }),
    body: fc.oneof(text, fc.constantFrom('{{a.value}}&{{b.value}}', '{"c":"{{a.value}}"}')),
    bodyContentType: fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain'),
  },
  { requiredKeys: ['@type', 'target'] },
)
const openUri = fc.record({
  '@type': fc.constant('OpenUri'),
  name: text,
  targets: fc.array(fc.record({ os: fc.constantFrom('default', 'iOS', 'x'), uri: text }), { maxLength: 2 }),
})
const input = fc.record(
  {
    '@type': fc.constantFrom('TextInput', 'DateInput', 'MultichoiceInput', 'Other'),
    id,
    title: text,
    value: odd,
    isRequired: odd,
    isMultiline: odd,
    includeTime: odd,
    isMultiSelect: odd,
    choices: fc.oneof(odd, fc.array(fc.record({ display: odd, value: odd }), { maxLength: 2 })),
  },
  { requiredKeys: ['@type'] },
)
const { action } = fc.letrec<{ action: unknown }>((tie) => ({
  action: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    httpPost,
    openUri,
    fc.record({
      '@type': fc.constant('InvokeAddInCommand'),
      name: text,
      addInId: odd,
      desktopCommandId: odd,
    }),
    fc.record({
      '@type': fc.constant('ActionCard'),
      name: text,
      inputs: fc.array(input, { maxLength: 3 }),
      actions: fc.array(tie('action'), { maxLength: 2 }),
    }),
    odd,
  ),
}))
const picture = fc.record({ image: odd, title: odd })
const section = fc.record(
  {
    title: odd,
    text: odd,
    startGroup: odd,
    activityImage: odd,
    activityTitle: odd,
    activityText: odd,
    heroImage: fc.oneof(picture, odd),
    images: fc.oneof(fc.array(picture, { maxLength: 2 }), odd),
    facts: fc.oneof(fc.array(fc.record({ name: odd, value: odd }), { maxLength: 2 }), odd),
    potentialAction: fc.array(action, { maxLength: 2 }),
  },
  { requiredKeys: [] },
)
const messageCard = fc
  .record(
    {
      summary: odd,
      text: odd,
      title: odd,
      themeColor: odd,
      correlationId: odd,
      expectedActors: odd,
      hideOriginalBody: odd,
      sections: fc.oneof(fc.array(section, { maxLength: 2 }), odd),
      potentialAction: fc.oneof(fc.array(action, { maxLength: 3 }), odd),
    },
    { requiredKeys: [] },
  )
  .map((members): MessageCard => {
    const card = {
      '@type': 'MessageCard',
      '@context': 'https://schema.org/extensions',
      originator: ORIGINATOR,
      ...members,
    }
    // As it would come out of JSON: without members that are undefined.
    return JSON.parse(JSON.stringify(card)) as MessageCard
  })

const CONTEXT = {
  targets: ['https://expenses.example'],
  recipients: ['adele@contoso.example', 'alex@contoso.example'],
  signed: true,
}
/** Where a MessageCard substitutes nothing, one finding stands for these four. */
const OUTSIDE_BODY = /^CARD_INPUT_IN_(?:HOST|PATH|QUERY|HEADER)$/

describe('convertMessageCard, of any MessageCard', () => {
  it('makes a card that parses, without an error that the MessageCard did not have', () => {
    fc.assert(
      fc.property(messageCard, (card) => {
        const { card: converted } = convertMessageCard(card)
        assert.deepEqual(parseCard(JSON.stringify(converted)), JSON.parse(JSON.stringify(converted)))
        const had = new Set(errorsOf(lintMessageCard(card, CONTEXT)))
        const has = errorsOf(lintCard(converted, CONTEXT)).map((code) =>
          OUTSIDE_BODY.test(code) ? 'CARD_INPUT_OUTSIDE_BODY' : code,
        )
        // A card of nothing is said to have neither summary nor text.
        const renamed = has.map((code) => (code === 'CARD_EMPTY' ? 'CARD_SUMMARY_MISSING' : code))
        // What a target or a header names is outside the body, whether there is such an input or not.
        if (had.has('CARD_INPUT_OUTSIDE_BODY')) had.add('CARD_PLACEHOLDER_UNKNOWN')
        assert.deepEqual(
          renamed.filter((code) => !had.has(code)),
          [],
        )
      }),
      { numRuns: 2_000 },
    )
  })

  it('sends every HttpPOST with the url, the headers and the body that the MessageCard would send', () => {
    fc.assert(
      fc.property(messageCard, (card) => {
        const converted = convertMessageCard(card).card
        const ids = [...walkInputs(converted)]
        const sent = [...walkActions(converted)].flatMap(({ action: each }) => {
          if (each.type !== 'Action.Http' || each.method !== 'POST') return []
          // Every input has been typed into; the value says which one it is, in drawing order.
          const typed = new Map(ids.map((name, index) => [name, `<${String(index)}>`]))
          const url: unknown = each.url
          const headers = each.headers?.map((one) => `${one.name}: ${substituteInputs(one.value, typed)}`)
          return [
            {
              url: typeof url === 'string' ? substituteInputs(url, typed) : url,
              headers,
              body: substituteInputs(each.body, typed),
            },
          ]
        })
        const wanted = walkPosts(card).map(
          ([{ target, headers = [], bodyContentType = 'application/json', body = '' }, typed]) => ({
            url: target,
            headers: [
              ...headers.map((one) => `${one.name}: ${one.value}`),
              ...(headers.some(({ name }) => name === 'Content-Type')
                ? []
                : [`Content-Type: ${bodyContentType}`]),
            ],
            body: substituteInputs(body, typed),
          }),
        )
        assert.deepEqual(sort(sent), sort(wanted))
      }),
      { numRuns: 2_000 },
    )
  })

  it('finds a call for everything that the converted card calls', () => {
    fc.assert(
      fc.property(messageCard, (card) => {
        const calls = new Set(listCardCalls(card).map(({ url }) => url))
        for (const { url } of listCardCalls(convertMessageCard(card).card)) assert.ok(calls.has(url))
      }),
    )
  })
})

interface Post {
  readonly target: unknown
  readonly body?: string
  readonly headers?: readonly { readonly name: string; readonly value: string }[]
  readonly bodyContentType?: string
}

/**
 * Every HttpPOST that a reader of the documents finds, in the card's and the sections' lists and in their ActionCards,
 * with the values that its placeholders stand for: of its own ActionCard's inputs, else of the first in the card.
 */
function walkPosts({ potentialAction, sections }: MessageCard): [Post, ReadonlyMap<string, string>][] {
  const actions = [...readList(sections).map(readActions), potentialAction].flatMap(readList)
  const all = new Map<string, string>()
  let count = 0
  const scopes = actions.map((action) => {
    const own = new Map<string, string>()
    for (const { '@type': type, id: name } of typeOf(action) === 'ActionCard' ? readInputs(action) : []) {
      if (!['TextInput', 'DateInput', 'MultichoiceInput'].includes(type) || name === undefined) continue
      const value = `<${String(count)}>`
      count += 1
      if (name === '') continue
      if (!own.has(name)) own.set(name, value)
      if (!all.has(name)) all.set(name, value)
    }
    return own
  })
  return actions.flatMap((action, index) => {
    const inner =
      typeOf(action) === 'ActionCard' ? readList((action as { actions: unknown }).actions) : [action]
    const typed = new Map([...all, ...(scopes[index] ?? [])])
    return inner
      .filter((one): one is Post => typeOf(one) === 'HttpPOST')
      .map((post): [Post, typeof typed] => [post, typed])
  })
}

function readInputs(action: unknown): { readonly '@type': string; readonly id?: string }[] {
  return (action as { readonly inputs: { readonly '@type': string; readonly id?: string }[] }).inputs
}

function readActions(section: unknown): unknown {
  return (section as { readonly potentialAction?: unknown } | null)?.potentialAction
}

function typeOf(value: unknown): unknown {
  return (value as { readonly '@type'?: unknown } | null)?.['@type']
}

function readList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function* walkInputs(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return
  const { type, id: name } = node as { readonly type?: unknown; readonly id?: unknown }
  if (typeof type === 'string' && type.startsWith('Input.') && typeof name === 'string') yield name
  for (const child of Object.values(node)) yield* walkInputs(child)
}

function errorsOf(findings: ReturnType<typeof lintCard>): string[] {
  return findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)
}

function sort(list: readonly unknown[]): string[] {
  return list.map((each) => JSON.stringify(each)).sort()
}
