import { createPublicKey } from 'node:crypto'
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Emulator, type DemoExtension } from '@countersign/emulator'
import { findConsole } from '../platform/find-console.js'
import { addInPageLink } from './add-in.js'
import { ATTEMPTS } from './attempts/attempts.js'
import { runAttempt } from './attempts/run-attempt.js'
import { Bank } from './bank.js'
import { ADELE, DemoContext } from './demo-context.js'
import { keyReserve } from './key-reserve.js'
import { registerExample } from './register-example.js'
import { ChildService } from './service/child-service.js'
import { WireTap } from './wire-tap.js'

export interface Demo {
  readonly context: DemoContext
  /** Ends every process and port, and removes the folder. May be called again. */
  readonly close: () => Promise<void>
}

/** Platform, bank, wire and service: each really there, on a port or in a process of its own. */
export async function startDemo(options: { readonly page: boolean }): Promise<Demo> {
  const undo: (() => Promise<void> | void)[] = []
  const close = async (): Promise<void> => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step()
  }
  try {
    const folder = await makeFolder(undo)
    const bank = new Bank()
    const service = new ChildService(bank)
    undo.push(() => service.close())
    const tap = await WireTap.listen(() => service.url)
    undo.push(() => tap.close())
    // The page asks for it from the moment it is served, which is before the service is configured.
    const made: { context?: DemoContext } = {}
    const consoleFiles = options.page ? findConsole() : undefined
    // Keys take most of the time, and none of them needs another.
    const [emulator, signing, dkim] = await Promise.all([
      Emulator.start({
        makeKey: keyReserve.take,
        ...(consoleFiles !== undefined && { consoleFiles }),
        demo: extendPage(bank, tap, () => made.context),
      }).then((started) => {
        undo.push(() => started.close())
        return started
      }),
      keyReserve.take(),
      keyReserve.take(),
    ])
    await service.configure(
      registerExample(emulator, {
        url: tap.url,
        folder,
        keys: { signing, dkim: { privateKey: dkim, publicKey: createPublicKey(dkim) } },
      }),
    )
    const context = new DemoContext({ emulator, service, bank, tap })
    made.context = context
    return { context, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function makeFolder(undo: (() => void)[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-demo-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  // Also where somebody presses Ctrl-C twice and nothing is waited for.
  process.on('exit', remove)
  undo.push(() => {
    remove()
    process.off('exit', remove)
  })
  return folder
}

/** What the page shows beside the inbox: the counter, the bar "Try to break it", and the way to the add-in's page. */
function extendPage(bank: Bank, tap: WireTap, context: () => DemoContext | undefined): DemoExtension {
  return {
    title: 'Expenses: approved by mail, paid once',
    payments: () => bank.payments,
    links: [{ title: 'Exchange add-in', href: addInPageLink(tap.url, ADELE) }],
    attempts: ATTEMPTS.map(({ id, title, explains }) => ({ id, title, explains })),
    run: async (id) => {
      const attempt = ATTEMPTS.find((each) => each.id === id)
      const ready = context()
      if (attempt === undefined || ready === undefined) throw new Error('The demo is not ready.')
      return runAttempt(attempt, ready)
    },
  }
}
