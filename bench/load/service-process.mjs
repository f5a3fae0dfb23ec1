// The README's example under load: the same kind, with a ledger on disk. Its expenses are made up when they are asked
// for, each run of its handler is a line in a file, and its clock can be put forward.
import { openSync, writeSync } from 'node:fs'
import { z } from 'zod'
import { answer, createService, fromEnv } from '@countersign/service'
import { createDelayMonitor } from '../support/delay-monitor.mjs'
import { adapters } from './adapters.mjs'
import { answerParent } from './child-process.mjs'
import { countFetches } from './count-fetches.mjs'

/** States of so many expenses are kept: more than are being decided at a time, and always the same memory. */
const KEPT_STATES = 4_096

const states = new Map()
let runs = 0
let ahead = 0
let service
let expense
const delays = createDelayMonitor()
const fetches = countFetches()

answerParent({ start, sample, advance, send, fetches: () => fetches.counts() }, () => service?.close())

/** @returns {Promise<{ port: number }>} */
async function start({ env, adapter, runsFile }) {
  const runsLog = openSync(runsFile, 'a')
  service = createService({ ...fromEnv(env), fetch: fetches.fetch, now: () => Date.now() + ahead })
  expense = service.define('expense', {
    url: 'https://expenses.example/actions/expense',
    decisions: ['approve', 'reject'],
    input: z.object({ comment: z.string().max(500).default('') }),
    once: 'item',
    actors: 'recipients',
    expiresIn: '14d',
    view: async ({ item }) => cardOf(item),
  })
  const decide = expense.on(async ({ item, decision, input }) => {
    const run = String(++runs)
    writeSync(runsLog, `${item} ${run}\n`)
    keepState(item, `${decision}: ${input.comment} (run ${run})`)
    return answer.done('Recorded.', cardOf(item))
  })
  await service.ready()
  void delays.during(() => new Promise(() => undefined))
  return { port: await adapters[adapter](decide) }
}

/** The one card that goes the whole way: signed, mailed, admitted and pressed by the emulator. */
async function send({ item }) {
  const card = ({ action }) => ({
    ...cardOf(item),
    actions: [action('approve', { title: 'Approve', inputs: ['comment'] })],
  })
  await expense.send({ item, version: 1, to: 'adele@contoso.example', subject: `Expense ${item}`, card })
}

function cardOf(id) {
  return {
    type: 'AdaptiveCard',
    version: '1.0',
    body: [
      { type: 'TextBlock', text: `Expense ${id}: 120.00 EUR` },
      { type: 'TextBlock', text: states.get(id) ?? 'waiting for approval' },
      { type: 'Input.Text', id: 'comment', placeholder: 'Comment' },
    ],
  }
}

function keepState(id, state) {
  states.set(id, state)
  if (states.size > KEPT_STATES) states.delete(states.keys().next().value)
}

/** The clock that tokens and keys are judged by, not the timers. */
function advance({ milliseconds }) {
  ahead += milliseconds
}

/** What is in use once everything that nobody needs is gone. Bytes and milliseconds. */
function sample() {
  globalThis.gc()
  const { heapUsed, rss, external } = process.memoryUsage()
  return { heap: heapUsed, rss, external, delayP99: delays.p99(), fetches: fetches.counts() }
}
