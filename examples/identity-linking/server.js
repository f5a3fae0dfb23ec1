// Only people with an account of the service may decide. Whoever presses without one is shown the login first; the
// platform then repeats the action by itself.
import express from 'express'
import { createMemoryLinkStore, createSqliteLinkStore } from '@countersign/ledger/links'
import { answer, createService, fromEnv } from '@countersign/service'
import { mount } from '@countersign/service/express'
import { startProvider } from './provider.js'
import { addSignIn } from './sign-in.js'

const { LINKS_FILE, PORT, PUBLIC_URL } = process.env
// Where browsers reach this service. In production: https, and the same host as the actions.
const baseUrl = PUBLIC_URL ?? `http://127.0.0.1:${PORT}`
const app = express()
const signIn = await addSignIn(app, {
  provider: await startProvider(`${baseUrl}/callback`),
  baseUrl,
  returnsTo: (url) => url.startsWith(`${baseUrl}/link?`),
})

const service = createService(fromEnv())
const linking = service.linking({
  url: `${baseUrl}/link`,
  store: LINKS_FILE ? await createSqliteLinkStore({ file: LINKS_FILE }) : createMemoryLinkStore(),
  account: ({ cookies }) => signIn.accountOf(cookies),
  login: ({ returnTo, need, loginHint = '' }) =>
    `/login?${new URLSearchParams({ returnTo, hint: loginHint, prompt: need === 'other-account' ? 'login' : '' })}`,
})

const cardOf = (state) => ({
  type: 'AdaptiveCard',
  version: '1.0',
  body: [
    { type: 'TextBlock', text: 'Order 42: 12 chairs', weight: 'bolder' },
    { type: 'TextBlock', text: state },
  ],
})
const orders = service.define('order', {
  url: 'https://orders.example/decide',
  decisions: ['release'],
  linked: linking,
})
const decide = orders.on(({ link }) => {
  console.log(`released by ${link.account}`)
  return answer.done('Released.', cardOf(`released by ${link.account}`))
})

app.all(linking.path, mount(linking))
app.post('/decide', mount(decide))
app.listen(PORT, '127.0.0.1', () =>
  orders.send({
    item: '42',
    key: 'order-42',
    to: 'adele@contoso.example',
    subject: 'Order 42',
    card: ({ action }) => ({ ...cardOf('waiting'), actions: [action('release', { title: 'Release' })] }),
  }),
)
