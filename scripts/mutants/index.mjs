/**
 * Every mutant, of every list. Each is one piece of source, what stands in its place, and the cases that must notice; where a
 * defence stands twice, the second place too.
 */
const LISTS = [
  'token-form',
  'claims',
  'issuers',
  'profiles',
  'limited',
  'service',
  'linking',
  'teams',
  'ledger',
  'cards',
  'mail',
  'emulator',
]

/** @returns {Promise<readonly { ids: readonly string[], edits: readonly { file: string, find: string, replace: string }[] }[]>} */
export async function loadMutants() {
  const lists = await Promise.all(LISTS.map((list) => import(`./${list}.mjs`)))
  return lists.flatMap(({ mutants }) =>
    mutants.map(([ids, file, find, replace, ...also]) => ({
      ids: ids.split(' '),
      edits: [[file, find, replace], ...also].map(toEdit),
    })),
  )
}

function toEdit([file, find, replace]) {
  return { file: `packages/${file}`, find, replace }
}
