import { hostname, userInfo } from 'node:os'

/** The command that makes a port of this machine reachable on the reader's own. */
export function describeTunnel(url: string, env: Readonly<Record<string, string | undefined>>): string {
  const { port } = new URL(url)
  // SSH_CONNECTION: client address and port, then the address and port by which the client reached this machine.
  const [, , address] = (env['SSH_CONNECTION'] ?? '').split(' ')
  return `ssh -N -L ${port}:127.0.0.1:${port} ${userName()}@${address || hostname()}`
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run under an id that has no name.
    return 'USER'
  }
}
