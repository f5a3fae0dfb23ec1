import type { ActionHttpPost, AnyCard, HttpHeader, MessageCardHttpPost } from '@countersign/core'

/** What a card function is given to make one recipient's card. */
export interface CardContext<Decision extends string, InputName extends string> {
  /**
   * The button of a decision. `inputs` are ids of the card's inputs: the body is written so that each arrives
   * unchanged, although the platform substitutes without escaping.
   */
  readonly action: (decision: Decision, options: ActionOptions<InputName>) => ActionHttpPost
  /** The same for a MessageCard. */
  readonly httpPost: (
    decision: Decision,
    options: Pick<ActionOptions<InputName>, 'title' | 'inputs' | 'headers'>,
  ) => MessageCardHttpPost
  /** For `autoInvokeAction`: fetches the kind's `view` when the message is opened. */
  readonly refresh: () => ActionHttpPost
  /** The addresses that this very card goes to: one, unless it is sent together. */
  readonly recipients: readonly string[]
}

export interface ActionOptions<InputName extends string> {
  readonly title: string
  readonly inputs?: readonly InputName[]
  readonly style?: 'default' | 'positive' | 'destructive'
  readonly iconUrl?: string
  /** Further headers; names that the platform, a proxy or Countersign sets are refused. */
  readonly headers?: readonly HttpHeader[]
}

export type CardFunction<Decision extends string, InputName extends string> = (
  context: CardContext<Decision, InputName>,
) => AnyCard | Promise<AnyCard>
