/** Registers every host under the reserved top-level domain (RFC 2606): none of them can exist. */
export const EVERY_EXAMPLE_HOST = 'https://example'
