import type { Linking } from '../linking/linking.js'
import type { KindOptions, OncePer, TokenPlacement } from './kind-options.js'
import type { StandardSchema } from './standard-schema.js'

/** A kind's options, checked, completed and frozen. Decisions and inputs are plain names here. */
export interface KindDefinition {
  readonly name: string
  readonly url: string
  readonly path: string
  readonly decisions: readonly string[]
  readonly input: StandardSchema | undefined
  readonly once: OncePer
  readonly actors: 'recipients' | 'authorized'
  /** Lower-cased; undefined where no list is configured. */
  readonly objectIds: ReadonlySet<string> | undefined
  readonly authorize: KindOptions<string, StandardSchema>['authorize']
  readonly linked: Linking | undefined
  readonly expiresInMs: number
  readonly view: KindOptions<string, StandardSchema>['view']
  readonly idempotent: boolean
  readonly itemsUniqueWithin: 'tenant' | 'service'
  readonly placement: TokenPlacement
  readonly parameter: string
  readonly withoutLimitedToken: KindOptions<string, StandardSchema>['withoutLimitedToken']
}
