import type { CardJson } from '../api/wire-types.js'

/** The MessageCard itself: what is drawn is the Adaptive Card that it converts to. */
export function MessageCardSource({ card }: { readonly card: CardJson }): React.JSX.Element {
  return (
    <details className="card-source">
      <summary>MessageCard: the legacy format, drawn as the Adaptive Card that it converts to</summary>
      <pre className="raw" tabIndex={0}>
        {JSON.stringify(card, undefined, 2)}
      </pre>
    </details>
  )
}
