// The emulator: publishes the keys, mints the tokens, rotates, and is not to be had when it is told so.
import { setTimeout as sleep } from 'node:timers/promises'
import { Emulator } from '@countersign/emulator'
import { press, registerService } from 'countersign/testing'
import { answerParent, tellParent } from './child-process.mjs'
import { mintBadTokens, mintTokens } from './mint-tokens.mjs'

/** The platform keeps its documents away for two seconds after each press with that fault, in ms. */
const PRESS_EVERY = 1_000

let audience
let outage

const emulator = await Emulator.start()
answerParent({ register, route, mint, rotate, startOutage, endOutage }, () => emulator.close())

/** What the service reads as its environment. */
async function register() {
  // Where it listens is known only later.
  const env = await registerService(emulator, { url: 'http://127.0.0.1:9' })
  audience = env.COUNTERSIGN_AUDIENCE
  return env
}

function route({ port }) {
  const [provider] = emulator.listProviders()
  emulator.registerProvider({ ...provider, routes: { '*': `http://127.0.0.1:${port}` } })
}

/** Who there is, and their tokens under the first key. */
async function mint() {
  const people = Object.fromEntries(emulator.users.map(({ alias, objectId }) => [alias, objectId]))
  const tokens = { good: await mintTokens(emulator, audience), bad: await mintBadTokens(emulator, audience) }
  return { people, tokens }
}

/** The second key signs from now on, and the first one stays published. */
async function rotate() {
  await emulator.rotateKeys()
  return mintTokens(emulator, audience)
}

/** Presses the mailed card with the fault `key-set-outage` until it is told to stop. */
async function startOutage() {
  outage = { stopped: false, ended: undefined }
  outage.ended = keepAway(outage)
  await untilDocumentsAre(503)
}

/** @returns the statuses that the presses were answered with */
async function endOutage() {
  outage.stopped = true
  const statuses = await outage.ended
  await untilDocumentsAre(200)
  return statuses
}

async function keepAway(outage) {
  const statuses = []
  while (!outage.stopped) {
    try {
      const { status, actionStatus } = await press(emulator, { action: 'approve', fault: 'key-set-outage' })
      statuses.push(`${status} ${actionStatus ?? ''}`)
    } catch (error) {
      tellParent('wrong', `the emulator could not press: ${error.message}`)
    }
    await sleep(PRESS_EVERY)
  }
  return statuses
}

async function untilDocumentsAre(wanted) {
  const { tenantId } = emulator.users[0]
  const url = `${emulator.issuerBase}/login.microsoftonline.com/${tenantId}/.well-known/openid-configuration`
  for (;;) {
    const { status } = await fetch(url)
    if (status === wanted) return
    await sleep(50)
  }
}
