import { createRoot } from 'react-dom/client'
import { AddInPage } from './parts/add-in-page.js'
import { App } from './parts/app.js'
import { AddInStore } from './state/add-in-store.js'
import { InboxStore } from './state/inbox-store.js'
import { StoreContext } from './state/use-inbox.js'

const root = document.getElementById('root')
if (root !== null && location.pathname === '/add-in') {
  document.title = 'Countersign add-in'
  const store = new AddInStore(location.search)
  createRoot(root).render(<AddInPage store={store} />)
  void store.start()
} else if (root !== null) {
  const store = new InboxStore()
  createRoot(root).render(
    <StoreContext value={store}>
      <App />
    </StoreContext>,
  )
  void store.start()
}
