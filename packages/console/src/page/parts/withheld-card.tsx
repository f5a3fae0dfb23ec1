import type { Finding } from '../api/wire-types.js'

/** Why a mail came without its card: what the vendor tells nobody. */
export function WithheldCard({ findings }: { readonly findings: readonly Finding[] }): React.JSX.Element {
  const reasons = findings.filter(({ severity }) => severity === 'error')
  return (
    <section className="withheld" aria-labelledby="withheld-title">
      <h3 id="withheld-title">The card of this mail is withheld</h3>
      <ul>
        {reasons.map((finding, place) => (
          <li key={place}>
            <span className="code">{finding.code}</span>
            <span>{finding.message}</span>
            {finding.vendorText === undefined ? null : (
              <span className="vendor-text">
                The vendor’s own text: <q>{finding.vendorText}</q>
              </span>
            )}
            {finding.hint === undefined ? null : <span className="quiet">{finding.hint}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
