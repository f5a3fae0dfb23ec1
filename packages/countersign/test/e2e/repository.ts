import { fileURLToPath } from 'node:url'

/** The repository's root, from the compiled tests. */
export const repository = fileURLToPath(new URL('../../../../..', import.meta.url))
