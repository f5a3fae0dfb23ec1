import type { ErrorCode } from '@countersign/core'
import type { AddInCall, AddInCallResult, Emulator, MailboxMessage } from '@countersign/emulator'
import { ADD_IN_PAGE, makeAddInEndpoint } from './add-in.js'
import type { Bank } from './bank.js'
import type { ChildService } from './service/child-service.js'
import type { Expense, MailedExpense } from './service/messages.js'
import type { WireTap } from './wire-tap.js'

export const ADELE = 'adele@contoso.example'
export const ALEX = 'alex@contoso.example'
export const MEGAN = 'megan@contoso.example'
/** The Teams channel that the example posts to. */
export const CHANNEL = 'Approvals'

/** The expenses that are there from the beginning. */
export const SIGNED_EXPENSE = { id: '1234', amount: '120.00 EUR' } as const
export const UNSIGNED_EXPENSE = { id: '1235', amount: '64.50 EUR' } as const
export const PAID_EXPENSE = { id: '1233', amount: '80.00 EUR' } as const
/** Posted to the channel. */
export const CHANNEL_EXPENSE = { id: '1236', amount: '95.00 EUR' } as const
const FIRST_FURTHER_EXPENSE = 1240

/** Everything that the steps of the demo work on: real parts, each on a port of its own. */
export class DemoContext {
  readonly emulator: Emulator
  readonly service: ChildService
  readonly bank: Bank
  readonly tap: WireTap
  #lastExpense = FIRST_FURTHER_EXPENSE

  constructor(parts: Pick<DemoContext, 'emulator' | 'service' | 'bank' | 'tap'>) {
    this.emulator = parts.emulator
    this.service = parts.service
    this.bank = parts.bank
    this.tap = parts.tap
  }

  /** Sends an expense for approval, and waits until its mail has arrived. */
  async sendExpense(
    expense: Omit<MailedExpense, 'version'> & { readonly version?: number },
  ): Promise<MailboxMessage> {
    await this.service.sendExpense({ version: 1, ...expense })
    return this.findMessage(expense.id)
  }

  /** Posts an expense to the channel, and waits until it stands there. */
  async postExpense(expense: Omit<Expense, 'version'>): Promise<MailboxMessage> {
    await this.service.postExpense({ version: 1, ...expense })
    return this.findMessage(expense.id)
  }

  /** The next expense that nobody has seen yet. */
  async sendNewExpense(to: string, amount: string): Promise<MailboxMessage & { readonly item: string }> {
    this.#lastExpense += 1
    const item = String(this.#lastExpense)
    return { ...(await this.sendExpense({ id: item, amount, to })), item }
  }

  /** The first mail or post about an expense. */
  findMessage(id: string): Promise<MailboxMessage> {
    return this.emulator.waitForMessage(({ admission }) =>
      admission.mail.subject.startsWith(`Expense ${id}:`),
    )
  }

  /** Sends an identity token to the add-in's service, and looks up what that wrote in its log. */
  async callAddIn(
    token: Pick<AddInCall, 'as' | 'shape' | 'fault'>,
  ): Promise<{ readonly result: AddInCallResult; readonly code: ErrorCode | undefined }> {
    const { call, url } = makeAddInEndpoint(this.tap.url)
    const result = await this.emulator.callAddInService({ ...token, audience: ADD_IN_PAGE, endpoint: url })
    return { result, code: await this.service.codeOf(call) }
  }
}
