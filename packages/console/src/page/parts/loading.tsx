export function Loading({ what }: { readonly what: string }): React.JSX.Element {
  return (
    <div className="loading" role="status">
      <span className="spinner" aria-hidden="true" />
      Loading {what} …
    </div>
  )
}
