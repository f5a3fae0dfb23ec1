import type { Transport } from '@countersign/mail'

/** A transport that is made when the first mail goes out: a process that never sends needs no mail software. */
export interface TransportSource {
  readonly configured: boolean
  open(): Promise<Transport>
  /** Closes the transport only if it was made here. */
  close(): Promise<void>
}

export function createTransportSource(options: {
  readonly transport?: Transport | undefined
  readonly smtp?: string | undefined
}): TransportSource {
  const { transport, smtp } = options
  let made: Promise<Transport> | undefined
  return {
    configured: transport !== undefined || smtp !== undefined,
    open() {
      if (transport !== undefined) return Promise.resolve(transport)
      made ??= import('@countersign/mail/smtp')
        .then(({ createSmtpTransport }) => createSmtpTransport(smtp ?? ''))
        .catch((error: unknown) => {
          made = undefined
          throw error
        })
      return made
    },
    async close() {
      const opened = made
      made = undefined
      const transport = await opened?.catch(() => undefined)
      await transport?.close?.()
    },
  }
}

/** What is wrong with an SMTP address, without repeating it: it holds a password. */
export function findSmtpProblem(smtp: string): string | undefined {
  const url = URL.canParse(smtp) ? new URL(smtp) : undefined
  const known = url?.protocol === 'smtp:' || url?.protocol === 'smtps:'
  return known && url.hostname !== ''
    ? undefined
    : 'smtp (COUNTERSIGN_SMTP) must be a URL such as smtp://user:password@host:587 or smtps://host.'
}
