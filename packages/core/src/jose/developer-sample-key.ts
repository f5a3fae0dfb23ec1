import type { KeyObject } from 'node:crypto'
import { computeKeyThumbprint } from './key-thumbprint.js'

/** RFC 7638 thumbprint of the pair whose private part the vendor's signed-card samples publish. */
const DEVELOPER_SAMPLE_THUMBPRINT = 'h-HxWgfOP54Ve9FGAIslA9Uz_kwqFbbVyTZ4SMbJ39A'

/** Whether a key, public or private, is the vendor's published sample: anyone can sign with it. */
export function isDeveloperSampleKey(key: KeyObject): boolean {
  return computeKeyThumbprint(key) === DEVELOPER_SAMPLE_THUMBPRINT
}
