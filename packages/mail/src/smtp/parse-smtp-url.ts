import { CountersignTypeError } from '@countersign/core'
import type { SmtpOptions } from './smtp-options.js'

/**
 * `smtp://user:password@host:port` or `smtps://…`, user and password percent-encoded;
 * `?allowCleartext=true` is the one parameter. No message repeats the URL: it holds a password.
 */
export function parseSmtpUrl(text: string): SmtpOptions {
  if (!URL.canParse(text))
    throw new CountersignTypeError(
      'ERR_MAIL_OPTIONS',
      'the SMTP address is not a URL such as smtp://user:password@mail.example:587',
    )
  const url = new URL(text)
  const problems = listFormProblems(url)
  const user = decodePart(url.username, 'user', problems)
  const password = decodePart(url.password, 'password', problems)
  if (problems.length > 0) throw new CountersignTypeError('ERR_MAIL_OPTIONS', problems)
  const allowCleartext = url.searchParams.get('allowCleartext')
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    ...(url.protocol === 'smtps:' ? { security: 'tls' as const } : {}),
    ...(user === '' ? {} : { user }),
    ...(password === '' ? {} : { password }),
    ...(allowCleartext === null ? {} : { allowCleartext: allowCleartext === 'true' }),
  }
}

function listFormProblems(url: URL): string[] {
  const problems: string[] = []
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:')
    problems.push('the SMTP address does not begin with smtp:// or smtps://')
  if (url.hostname === '') problems.push('the SMTP address names no host')
  if ((url.pathname !== '' && url.pathname !== '/') || url.hash !== '')
    problems.push('the SMTP address has a path or fragment')
  for (const name of url.searchParams.keys())
    if (name !== 'allowCleartext') problems.push('the SMTP address has a parameter other than allowCleartext')
  return problems
}

function decodePart(part: string, name: string, problems: string[]): string {
  try {
    return decodeURIComponent(part)
  } catch {
    problems.push(`the ${name} in the SMTP address is not percent-encoded correctly`)
    return ''
  }
}
