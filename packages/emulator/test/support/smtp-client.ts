import { connect, type Socket } from 'node:net'
import { once } from 'node:events'

/** Speaks SMTP line by line, so that a test sees every reply. */
export class SmtpClient {
  readonly socket: Socket
  #buffer = ''

  private constructor(socket: Socket) {
    this.socket = socket
    socket.on('data', (chunk: Buffer) => {
      this.#buffer += chunk.toString()
    })
    socket.on('error', () => undefined)
  }

  static async connect(port: number): Promise<SmtpClient> {
    const socket = connect(port, '127.0.0.1')
    const client = new SmtpClient(socket)
    await client.readReply()
    return client
  }

  /** The next complete reply, all of its lines. */
  async readReply(): Promise<string> {
    for (;;) {
      const end = /^\d{3}(?: .*)?\r\n/m.exec(this.#buffer)
      if (end !== null) {
        const length = end.index + end[0].length
        const reply = this.#buffer.slice(0, length)
        this.#buffer = this.#buffer.slice(length)
        return reply.trim()
      }
      if (this.socket.destroyed) throw new Error('the server closed the connection')
      await Promise.race([once(this.socket, 'data'), once(this.socket, 'close')])
    }
  }

  command(line: string): Promise<string> {
    this.socket.write(`${line}\r\n`)
    return this.readReply()
  }

  /** Sends one mail; the reply to the last command that was sent. */
  async send(from: string, to: readonly string[], raw: string): Promise<string> {
    await this.command('EHLO client.example')
    await this.command(`MAIL FROM:<${from}>`)
    for (const address of to) {
      const reply = await this.command(`RCPT TO:<${address}>`)
      if (!reply.startsWith('250')) return reply
    }
    await this.command('DATA')
    return this.command(`${raw.replace(/^\./gm, '..')}\r\n.`)
  }

  async quit(): Promise<void> {
    this.socket.end('QUIT\r\n')
    if (!this.socket.closed) await once(this.socket, 'close')
  }
}

export async function sendSmtp(
  port: number,
  from: string,
  to: readonly string[],
  raw: string,
): Promise<string> {
  const client = await SmtpClient.connect(port)
  try {
    return await client.send(from, to, raw)
  } finally {
    await client.quit()
  }
}
