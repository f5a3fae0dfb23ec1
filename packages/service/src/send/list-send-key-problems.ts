/** What is wrong with the key that makes repeating a send or a post safe. */
export function listSendKeyProblems(key: unknown, hasLedger: boolean): string[] {
  if (key === undefined) return []
  if (typeof key !== 'string' || key === '') return ['key must be a text']
  return hasLedger ? [] : ['key: the service needs a ledger (COUNTERSIGN_LEDGER) to remember what went out']
}
