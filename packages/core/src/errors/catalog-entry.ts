/** What the catalog says about one code: what went wrong, and what to do about it (one sentence). */
export interface CatalogEntry {
  readonly message: string
  readonly hint: string
}

/** Keeps the codes of a family as a union; the texts stay out of the declarations, which nobody reads them in. */
export function defineCodes<Codes extends `ERR_${string}`>(
  codes: Readonly<Record<Codes, CatalogEntry>>,
): Readonly<Record<Codes, CatalogEntry>> {
  return codes
}
