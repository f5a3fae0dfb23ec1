export interface InitFlags {
  readonly force?: boolean
}
