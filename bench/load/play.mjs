/**
 * One item being played: its cards, the presses of its buttons, and what became of each. What differs from the plan
 * is told to the `record` of the run.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { isBusy, runOf } from './verdicts.mjs'

/** Whoever is told "later" presses again after so long, in ms, and gives up after so many times. */
const PRESS_AGAIN_AFTER = 500
const MAX_PRESSES = 20

/** @param world what all plays share: people, tokens, sealer, post, record, newKey */
export function createPlay(world, scenario) {
  const item = randomUUID()
  const { record } = world
  const pick = (list) => list[Math.floor(Math.random() * list.length)]
  const play = {
    newKey: world.newKey,
    any: pick,
    card: (alias) => world.sealer.seal(item, world.people[alias]),
    /** A decision and a comment for a card; Adele presses unless it says otherwise. */
    choose: (card) => ({
      card,
      as: 'adele',
      decision: pick(['approve', 'reject']),
      comment: `fine by me, ${randomUUID()}`,
    }),
    newToken: (alias) => ({ name: 'under the new key', text: pick(world.newKey.tokens[alias]) }),
    forged: () => pick(world.forged),
    unfit: () => pick(world.unfit),
    badLimited: (card) =>
      pick([
        { name: 'sealed by a stranger', text: card.forgedFor('approve') },
        { name: 'expired', text: world.sealer.sealExpired(card, world.people.adele) },
        { name: 'changed', text: swapMiddle(card.tokenFor('approve')) },
        { name: 'none', text: undefined },
      ]),
    /** Presses, again and again while it is told to come back later; the answer is not judged. */
    async ask(press) {
      const request = composeRequest(press, press.token?.text ?? pick(world.tokens[press.as]))
      for (let pressed = 1; ; pressed++) {
        const answer = await world.post(request)
        if (!isBusy(answer) || pressed === MAX_PRESSES) return answer
        record.busy()
        await sleep(PRESS_AGAIN_AFTER)
      }
    },
    judge(press, answer, verdict) {
      const problem = verdict.judge(answer)
      record.judged(verdict.name)
      if (problem === undefined) return
      const { as, decision, token, limited } = press
      const tokens = { token: token?.name ?? 'good', limitedToken: limited?.name ?? 'good' }
      record.wrong({ scenario, item, as, decision, ...tokens, expected: verdict.name, problem })
    },
    async press(press, verdict) {
      const answer = await play.ask(press)
      play.judge(press, answer, verdict)
      return answer
    },
    /** The one run of the handler that the item must have had. */
    noteRun: ({ card }, answer) => record.ran(card.item, runOf(answer) ?? 'of nobody'),
  }
  return play
}

function composeRequest({ card, decision, comment, limited }, token) {
  const sealed = limited === undefined ? card.tokenFor(decision) : limited.text
  const reads = decision === 'read'
  return {
    method: 'POST',
    path: `/actions/expense${sealed === undefined ? '' : `?cst=${sealed}`}`,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': reads ? 'application/json' : card.contentType,
      'card-correlation-id': card.correlationId,
      'action-request-id': randomUUID(),
    },
    body: reads ? '{}' : card.bodyWith(comment),
  }
}

function swapMiddle(token) {
  const at = Math.floor(token.length / 2)
  return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
}
