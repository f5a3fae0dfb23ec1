import { useEffect, useState } from 'react'
import { toApiFailure, type ApiFailure } from '../api/api-failure.js'
import { getText } from '../api/call-api.js'
import { Loading } from './loading.js'

/** Characters drawn; the whole mail can be downloaded. */
const MOST_SHOWN = 200_000

export function RawSource({ id }: { readonly id: number }): React.JSX.Element {
  const [raw, setRaw] = useState<string | ApiFailure>()
  useEffect(() => {
    let wanted = true
    getText(`messages/${String(id)}/raw`).then(
      (text) => {
        if (wanted) setRaw(text)
      },
      (error: unknown) => {
        if (wanted) setRaw(toApiFailure(error))
      },
    )
    return () => {
      wanted = false
    }
  }, [id])
  if (raw === undefined) return <Loading what="the raw source" />
  if (typeof raw !== 'string') return <p role="alert">{raw.message}</p>
  return (
    <pre className="raw" tabIndex={0} aria-label="Raw source">
      {raw.slice(0, MOST_SHOWN)}
      {raw.length > MOST_SHOWN ? '\n… (the rest is in the downloaded mail)' : ''}
    </pre>
  )
}
