import { randomUUID } from 'node:crypto'

/** The add-in's page as Exchange knows it: the audience of its tokens. */
export const ADD_IN_PAGE = 'https://expenses.example/add-in/index.html'
/** Where the service behind it takes the token. */
export const ADD_IN_PATH = '/add-in/identity'
/** The query parameter by which the demo finds a call again in the service's log; it proves nothing. */
export const CALL_PARAMETER = 'call'

/** One call of the add-in that the service's log is to be asked about. */
export interface AddInEndpoint {
  readonly call: string
  readonly url: string
}

/** @param origin where the service is called, e.g. `http://127.0.0.1:3000` */
export function makeAddInEndpoint(origin: string): AddInEndpoint {
  const call = randomUUID()
  return { call, url: `${origin}${ADD_IN_PATH}?${CALL_PARAMETER}=${call}` }
}

/** The emulator's page that plays the add-in, with everything filled in. */
export function addInPageLink(origin: string, as: string): string {
  const filled = { as, audience: ADD_IN_PAGE, endpoint: `${origin}${ADD_IN_PATH}` }
  return `/add-in?${new URLSearchParams(filled).toString()}`
}
