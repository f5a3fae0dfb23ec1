export interface InboxFlags {
  readonly data: string
  readonly json?: boolean
}

export interface ListInboxFlags extends InboxFlags {
  readonly as?: string
}

export interface ShowMessageFlags extends InboxFlags {
  readonly raw?: boolean
}

export interface PressActionFlags extends InboxFlags {
  readonly as?: string
  readonly input: string[]
  readonly fault?: string
}
