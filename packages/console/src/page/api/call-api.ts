import { ApiFailure } from './api-failure.js'

interface ErrorBody {
  readonly error?: { readonly code?: string; readonly message?: string; readonly hint?: string }
}

/** @throws ApiFailure */
export async function getJson<T>(path: string): Promise<T> {
  return (await (await send(path)).json()) as T
}

/** @throws ApiFailure */
export async function getText(path: string): Promise<string> {
  return (await send(path)).text()
}

/** Undefined for an answer without content. @throws ApiFailure */
export async function postJson<T>(path: string, body: unknown = {}): Promise<T | undefined> {
  const response = await send(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return response.status === 204 ? undefined : ((await response.json()) as T)
}

async function send(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response
  try {
    response = await fetch(`/api/v1/${path}`, { ...init, credentials: 'same-origin', cache: 'no-store' })
  } catch {
    throw new ApiFailure(0, 'The emulator does not answer.')
  }
  if (response.ok) return response
  const { error } = (await response.json().catch(() => ({}))) as ErrorBody
  const message = error?.message ?? `The emulator answered ${String(response.status)}.`
  throw new ApiFailure(response.status, message, error?.code, error?.hint)
}
