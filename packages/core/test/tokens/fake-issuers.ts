import type { FetchMetadata } from '../../src/issuers/index.js'

/** Documents by address, served through an injected fetch that records what was asked for. */
export interface FakeIssuers {
  readonly fetch: FetchMetadata
  readonly asked: string[]
  readonly documents: Map<string, unknown>
}

export function createFakeIssuers(documents: Readonly<Record<string, unknown>>): FakeIssuers {
  const asked: string[] = []
  const served = new Map(Object.entries(documents))
  return {
    asked,
    documents: served,
    fetch: (url) => {
      asked.push(url)
      const document = served.get(url)
      return document === undefined
        ? Promise.resolve(new Response('not here', { status: 404 }))
        : Promise.resolve(Response.json(document))
    },
  }
}
