import { createHeaderCache } from './header-cache.js'
import type { JwsHeader } from './jws-header.js'

/** An issuer uses a handful of headers at a time. */
const MAX_CACHED_HEADERS = 128

export const jwsHeaders = createHeaderCache<JwsHeader>(MAX_CACHED_HEADERS)
