import type { Provider } from '@countersign/admission'

/** What the platform writes into the action tokens of one provider. */
export interface ActionTokenSettings {
  /** Default `entra-v1`, what the platform sends today. */
  readonly profile?: 'entra-v1' | 'entra-v2' | 'substrate'
  /**
   * `aud`. Default for Entra: the AppIdUri that the registration page generates, `api://auth-am-ORIGINATOR/ORIGINATOR`;
   * for `substrate`: the origin of the action's URL.
   */
  readonly audience?: string
  /** `scp` of Entra tokens, words separated by spaces. Default `Global.Test`, the vendor's example. */
  readonly scope?: string
  /**
   * Plays an unpublished behaviour: `expectedActors` of the card also chooses `upn` or `preferred_username`. Default
   * false: it chooses `sub` of `substrate` tokens only, as documented.
   */
  readonly expectedActorsChooseName?: boolean
}

/** A registered service, with what only an emulator needs: where its https targets are on this machine. */
export interface EmulatorProvider extends Provider {
  /** From the https origin of a target (or `*` for every target) to a loopback origin, e.g. `http://127.0.0.1:3000`. */
  readonly routes?: Readonly<Record<string, string>>
  readonly token?: ActionTokenSettings
}
