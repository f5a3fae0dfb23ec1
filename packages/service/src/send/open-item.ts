import type { KindDefinition } from '../kinds/kind-definition.js'
import type { ServiceRuntime } from '../service/service-runtime.js'
import { hashScope } from './item-scopes.js'

export interface ItemOpening {
  readonly item: string
  readonly version: number
  /** NumericDate of the item's end. */
  readonly closesAt: number
  readonly scopes: readonly string[]
}

/** Without a ledger nothing is superseded here: the handling process learns of the version from its first press. */
export async function openItem(
  runtime: ServiceRuntime,
  kind: KindDefinition,
  { item, version, closesAt, scopes }: ItemOpening,
): Promise<void> {
  if (!runtime.ledger.configured) return
  const ledger = await runtime.ledger.open()
  for (const scope of scopes) {
    const itemKey = hashScope(kind, { item, scope }, runtime.config)
    await ledger.openItem({ itemKey, version, closesAt: closesAt * 1000 })
  }
}
