// Action tokens from the emulator's issuers, many for each person, so that the load has few signatures to wait for.

/** Distinct tokens of each person: all of them are verified, every time. */
const EACH = 64
/** Longer than the service's clock is put forward, in seconds. */
const LIFETIME = 6 * 3_600
const HOUR_MS = 3_600_000

const PEOPLE = ['adele', 'megan', 'alex', 'grady']

/** @returns {Promise<Record<string, string[]>>} by alias */
export async function mintTokens(emulator, audience) {
  const tokens = {}
  for (const as of PEOPLE) {
    const minted = Array.from({ length: EACH }, () =>
      emulator.mintActionToken({ as, audience, lifetimeSeconds: LIFETIME }),
    )
    tokens[as] = await Promise.all(minted)
  }
  return tokens
}

/** Tokens that are genuine but not good, by what is wrong with them. Adele's, who may act. */
export async function mintBadTokens(emulator, audience) {
  const mint = (request) => emulator.mintActionToken({ as: 'adele', audience, ...request })
  const now = Date.now()
  return {
    expired: await mint({ issuedAt: now - 2 * HOUR_MS, lifetimeSeconds: 3_600 }),
    'not valid yet': await mint({ issuedAt: now + 24 * HOUR_MS }),
    'for another service': await mint({ audience: 'https://another-service.example' }),
    'of another scope': await mint({ scope: 'Another.Scope' }),
  }
}
