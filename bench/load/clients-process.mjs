// The clients: each plays one item after the other over connections that stay open, and judges every answer.
import { performance } from 'node:perf_hooks'
import { Pool } from 'undici'
import { answerParent } from './child-process.mjs'
import { createPlay } from './play.mjs'
import { createRecord } from './record.mjs'
import { forgeTokens } from './forge-tokens.mjs'
import { createCardSealer } from './seal-cards.mjs'
import { scenarios, underNewKey } from './scenarios.mjs'

/** An answer that takes longer is lost, in ms. */
const ANSWER_WITHIN = 30_000
/** Of the items that are played once there is a second key. */
const SHARE_UNDER_NEW_KEY = 0.3

const wheel = Object.entries(scenarios).flatMap(([name, { weight }]) => Array(weight).fill(name))
const newKey = { tokens: undefined, known: false, held: true, playing: 0 }
const record = createRecord()
let world
let pool
let running
let stopped = false

answerParent({ open, playEach, start, useNewKey, holdNewKey, progress, finish }, () => record.close())

function open({ env, port, tokens, people, answersFile }) {
  // Presses at the same moment take another connection each.
  pool = new Pool(`http://127.0.0.1:${port}`, {
    pipelining: 1,
    headersTimeout: ANSWER_WITHIN,
    bodyTimeout: ANSWER_WITHIN,
  })
  record.open(answersFile)
  const named = (tokens) => Object.entries(tokens).map(([name, text]) => ({ name, text }))
  world = {
    people,
    tokens: tokens.good,
    forged: named(forgeTokens(tokens.good.adele[0])),
    unfit: named(tokens.bad),
    sealer: createCardSealer(env),
    post,
    record,
    newKey,
  }
}

/** Every scenario once, so that even the shortest phase has seen all of them. */
async function playEach() {
  await Promise.all(Object.keys(scenarios).map(playOne))
  if (newKey.tokens !== undefined && !newKey.held) await playUnderNewKey()
}

function start({ clients }) {
  record.start()
  running = Array.from({ length: clients }, async () => {
    while (!stopped) {
      const another = newKey.tokens !== undefined && !newKey.held && Math.random() < SHARE_UNDER_NEW_KEY
      await (another ? playUnderNewKey() : playOne(wheel[Math.floor(Math.random() * wheel.length)]))
    }
  })
}

/** `known` says whether the service can have met the key. */
function useNewKey({ tokens = newKey.tokens, known }) {
  Object.assign(newKey, { tokens, known, held: false })
}

/** Resolves once nothing under the new key is on its way. */
async function holdNewKey() {
  newKey.held = true
  while (newKey.playing > 0) await new Promise((resolve) => setTimeout(resolve, 10))
}

function progress() {
  return record.progress()
}

async function finish() {
  stopped = true
  await Promise.all(running)
  const report = record.finish()
  await record.close()
  await pool.close()
  return report
}

async function playUnderNewKey() {
  newKey.playing += 1
  try {
    await play('under the new key', underNewKey)
  } finally {
    newKey.playing -= 1
  }
}

function playOne(name) {
  return play(name, scenarios[name])
}

async function play(name, scenario) {
  record.played(name)
  try {
    await scenario.run(createPlay(world, name))
  } catch (error) {
    // Without an answer there is nothing to judge, and the rest of the plan has no ground to stand on.
    record.lost({ scenario: name, problem: error.code ?? error.message })
  }
}

async function post(request) {
  const sent = performance.now()
  const { statusCode, headers, body } = await pool.request(request)
  const text = await body.text()
  record.answered(performance.now() - sent)
  return { status: statusCode, text: headers['card-action-status'] ?? '', body: text }
}
