/**
 * The network as this package sees it; `globalThis.fetch` fits. The caller brings it, so that a proxy, a custom
 * certificate store or a test can stand in its place. Redirects are asked to be errors and are checked again.
 */
export type FetchMetadata = (
  url: string,
  init: { signal: AbortSignal; redirect: 'error'; headers: Record<string, string> },
) => Promise<Response>
