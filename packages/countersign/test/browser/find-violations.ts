import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeResult {
  readonly passes: readonly unknown[]
  readonly violations: readonly AxeViolation[]
}

interface AxeViolation {
  readonly id: string
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[]
}

/** What axe-core finds wrong with the page as it is now; mails in their frames are their senders' affair. */
export async function findViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  const { passes, violations } = await page.evaluate<AxeResult>('axe.run(document, { iframes: false })')
  assert.ok(passes.length > 10)
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
  )
}
