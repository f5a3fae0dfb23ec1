import { useSyncExternalStore } from 'react'
import type { AddInStore } from '../state/add-in-store.js'
import { AddInForm } from './add-in-form.js'
import { AddInOutcome } from './add-in-outcome.js'
import { Loading } from './loading.js'

/** What an add-in shows beside a mail: it asks Exchange for the user's identity token and sends it to its service. */
export function AddInPage({ store }: { readonly store: AddInStore }): React.JSX.Element {
  const state = useSyncExternalStore(store.subscribe, store.get)
  const { phase, exchange, result, failure } = state
  return (
    <main className="add-in">
      <h1>An add-in beside a mail</h1>
      <p className="quiet">
        Exchange Online gives these tokens no more; on-premises servers do. This one is{' '}
        <code>{exchange?.metadataUrl ?? 'exchange.contoso.example'}</code>, and exists on this machine only.
      </p>
      {phase === 'loading' ? <Loading what="the mailboxes" /> : null}
      {phase === 'ready' ? <AddInForm store={store} state={state} /> : null}
      <div role="status">
        {result === undefined ? null : <AddInOutcome result={result} />}
        {failure === undefined ? null : (
          <div className="banner banner-danger">
            {failure.code === undefined ? null : <span className="code">{failure.code}</span>}{' '}
            {failure.message} {failure.hint}
          </div>
        )}
      </div>
      <p>
        <a href="/">Back to the inbox</a>
      </p>
    </main>
  )
}
