/**
 * What happens to the platform's keys in the middle of a run, in this order: the key rotates, the cool-down ends, the
 * documents are gone while an hourly refresh is due, and they come back. Time passes by putting the service's clock
 * forward. After each step the load goes on, and the service must have asked for the keys exactly as often as its
 * limits say, whatever all the clients send.
 */
import { setTimeout as sleep } from 'node:timers/promises'

/** The limits of core: no second fetch within five minutes, whatever asks; a refresh every hour. In ms. */
const COOL_DOWN = 300_000
const REFRESH_AFTER = 3_600_000
/** Beyond this, real time would end a cool-down by itself: in longer runs everything happens in the first part. s */
const LONGEST_PLAN = 600
/** How long the service has for what it does in the background, in ms. */
const SETTLE_WITHIN = 10_000

/** When each begins, as a part of the run. */
export const KEY_EVENTS = [
  { at: 0.35, name: 'key rotated, cool-down', run: rotate },
  { at: 0.45, name: 'second key known', run: endCoolDown },
  { at: 0.6, name: 'key set outage', run: beginOutage },
  { at: 0.75, name: 'key set back', run: endOutage },
]

/** Seconds from the start of the load. */
export function timeOf({ at }, seconds) {
  return at * Math.min(seconds, LONGEST_PLAN)
}

/** At the start each tenant's keys are fetched once, on the first token. */
export function expectFirstLoad(run) {
  return expectFetches(run, { loads: 1, loaded: 1 })
}

/** A key that is not known yet is fetched at once only where the last fetch is five minutes ago. */
async function rotate(run) {
  const { platform, clients } = run
  await clients.ask('useNewKey', { tokens: await platform.ask('rotate'), known: false })
  await clients.ask('playEach')
  await expectFetches(run, { loads: 1, loaded: 1 })
}

async function endCoolDown(run) {
  const { clients, service } = run
  await clients.ask('holdNewKey')
  await service.ask('advance', { milliseconds: COOL_DOWN + 1_000 })
  await clients.ask('useNewKey', { known: true })
  await clients.ask('playEach')
  await expectFetches(run, { loads: 2, loaded: 2 })
}

/** Both keys are known and stay so: one fetch is tried and fails, and nobody notices. */
async function beginOutage(run) {
  const { platform, clients, service } = run
  await platform.ask('startOutage')
  await service.ask('advance', { milliseconds: REFRESH_AFTER + 1_000 })
  await clients.ask('playEach')
  await expectFetches(run, { loads: 3, loaded: 2 })
}

async function endOutage(run) {
  const { platform, clients, service, wrong } = run
  await clients.ask('playEach')
  await expectFetches(run, { loads: 3, loaded: 2 })
  for (const answer of await platform.ask('endOutage')) {
    if (answer !== '200 Recorded.') wrong(`a press by the emulator during the outage: ${answer}`)
    run.pressesByEmulator += 1
  }
  await service.ask('advance', { milliseconds: COOL_DOWN + 1_000 })
  await clients.ask('playEach')
  await expectFetches(run, { loads: 4, loaded: 3 })
}

async function expectFetches({ service, tenants, wrong }, expected) {
  const differences = async () => {
    const counts = await service.ask('fetches')
    return tenants
      .map((tenant) => ({ tenant, ...(counts[tenant] ?? { loads: 0, loaded: 0 }) }))
      .filter(({ loads, loaded }) => loads !== expected.loads || loaded !== expected.loaded)
  }
  const end = Date.now() + SETTLE_WITHIN
  while ((await differences()).length > 0 && Date.now() < end) await sleep(50)
  for (const { tenant, loads, loaded } of await differences()) {
    wrong(
      `keys of tenant ${tenant}: asked for ${loads} times, loaded ${loaded} times; ` +
        `expected ${expected.loads} and ${expected.loaded}`,
    )
  }
}
