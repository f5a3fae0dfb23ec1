import { createTeamsWebhookVerifier } from '@countersign/core'
import { collectProblems } from './collect-problems.js'

/** Core judges the keys as it will when a webhook is made of them; its problems hold none of them. */
export function checkWebhookKeys(keys: readonly string[] | undefined, problems: string[]): void {
  if (keys === undefined) return
  const found: string[] = []
  collectProblems('webhookKeys', () => createTeamsWebhookVerifier({ keys, now: Date.now }), found)
  problems.push(...new Set(found.map((problem) => problem.replace(/^webhookKeys: keys:/, 'webhookKeys:'))))
}
