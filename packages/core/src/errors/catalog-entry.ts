/** What the catalog says about one code: what went wrong, and what to do about it (one sentence). */
export interface CatalogEntry {
  readonly message: string
  readonly hint: string
}

/** Keeps the literal keys of a family, so that the codes form a union. */
export function defineCodes<const Codes extends Record<`ERR_${string}`, CatalogEntry>>(codes: Codes): Codes {
  return codes
}
