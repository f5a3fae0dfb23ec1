import { createContext, useContext, useSyncExternalStore } from 'react'
import type { InboxState } from './inbox-state.js'
import { InboxStore } from './inbox-store.js'

export const StoreContext = createContext(new InboxStore())

export function useStore(): InboxStore {
  return useContext(StoreContext)
}

/** Draws again only when what was picked has changed. */
export function useInbox<T>(pick: (state: InboxState) => T): T {
  const store = useStore()
  return useSyncExternalStore(store.subscribe, () => pick(store.get()))
}
