/** Which module holds which targets: only what is asked for is loaded. */
const MODULES = {
  jose: ['jws', 'jwe', 'strict-json'],
  keys: ['jwk', 'rsa-key-value', 'pem', 'x509'],
  'key-sets': ['key-set'],
  limited: ['limited-claims', 'limited-roots'],
  cards: ['card'],
  'signed-cards': ['signed-card'],
  'target-urls': ['target-url'],
  html: ['html', 'embed'],
  http: ['action-headers', 'status-text', 'address'],
  inputs: ['inputs', 'input-round-trip'],
  tokens: ['exchange-context', 'metadata-url', 'webhook'],
  mail: ['mail', 'mailboxes', 'content-field'],
  service: ['environment', 'duration', 'request-target', 'request-body'],
}

export const targetNames = Object.values(MODULES).flat()

/** The targets of these names, in this order. */
export async function loadTargets(names) {
  const loaded = new Map()
  for (const [module, held] of Object.entries(MODULES)) {
    if (!names.some((name) => held.includes(name))) continue
    const { targets } = await import(`./${module}.mjs`)
    for (const target of targets) loaded.set(target.name, target)
  }
  return names.map((name) => loaded.get(name))
}
