import { createRoot } from 'react-dom/client'
import { App } from './parts/app.js'
import { InboxStore } from './state/inbox-store.js'
import { StoreContext } from './state/use-inbox.js'

const root = document.getElementById('root')
if (root !== null) {
  const store = new InboxStore()
  createRoot(root).render(
    <StoreContext value={store}>
      <App />
    </StoreContext>,
  )
  void store.start()
}
