// The plan: what happens to one item, and the verdict on every press, known beforehand. The weights are shares of 100.
import {
  conflict,
  decidedByOthers,
  forbidden,
  invalidInput,
  recorded,
  sameAs,
  unauthenticated,
  view,
} from './verdicts.mjs'

/** @type {Record<string, { weight: number, run(play: Play): Promise<void> }>} */
export const scenarios = {
  'decided once': { weight: 30, run: (play) => decide(play) },
  'pressed again': {
    weight: 18,
    async run(play) {
      const first = await decide(play)
      await play.press({ ...first.press, as: 'adele' }, sameAs(first.answer))
    },
  },
  'pressed twice at once': {
    weight: 10,
    async run(play) {
      const press = play.choose(play.card('adele'))
      const [one, two] = await Promise.all([play.ask(press), play.ask(press)])
      play.judge(press, one, recorded(press))
      play.judge(press, two, sameAs(one))
      play.noteRun(press, one)
    },
  },
  'decided otherwise later': {
    weight: 10,
    async run(play) {
      const { press, answer } = await decide(play)
      const other = press.decision === 'approve' ? 'reject' : 'approve'
      await play.press({ ...press, decision: other }, conflict)
      await play.press({ ...press, comment: `${press.comment}!` }, conflict)
      await play.press({ ...play.choose(play.card('megan')), as: 'megan' }, decidedByOthers(answer))
      await play.press(press, sameAs(answer))
    },
  },
  'two people at once': {
    weight: 6,
    async run(play) {
      const presses = [
        { ...play.choose(play.card('adele')), decision: 'approve' },
        { ...play.choose(play.card('megan')), as: 'megan', decision: 'reject' },
      ]
      const answers = await Promise.all(presses.map((press) => play.ask(press)))
      const winner = answers.findIndex(({ text }) => text === 'Recorded.')
      const first = winner === 1 ? 1 : 0
      play.judge(presses[first], answers[first], recorded(presses[first]))
      play.judge(presses[1 - first], answers[1 - first], decidedByOthers(answers[first]))
      play.noteRun(presses[first], answers[first])
      await play.press(presses[first], sameAs(answers[first]))
    },
  },
  'somebody else': {
    weight: 8,
    async run(play) {
      const adeles = play.choose(play.card('adele'))
      const others = play.any(['alex', 'grady', 'megan'])
      await play.press({ ...adeles, as: others }, forbidden)
      const answer = await play.press(adeles, recorded(adeles))
      play.noteRun(adeles, answer)
      await play.press({ ...adeles, as: others }, forbidden)
    },
  },
  'another tenant': {
    weight: 1,
    async run(play) {
      await play.press({ ...play.choose(play.card('adele')), as: 'grady' }, forbidden)
    },
  },
  'bad action token': {
    weight: 6,
    async run(play) {
      const press = play.choose(play.card('adele'))
      await play.press({ ...press, token: play.forged() }, unauthenticated)
      await play.press({ ...press, token: play.unfit() }, unauthenticated)
    },
  },
  'bad limited-purpose token': {
    weight: 3,
    async run(play) {
      const press = play.choose(play.card('adele'))
      await play.press({ ...press, limited: play.badLimited(press.card) }, forbidden)
      const answer = await play.press(press, recorded(press))
      play.noteRun(press, answer)
    },
  },
  'an input that is none': {
    weight: 2,
    async run(play) {
      const press = play.choose(play.card('adele'))
      await play.press({ ...press, comment: 'x'.repeat(501) }, invalidInput)
      const answer = await play.press(press, recorded(press))
      play.noteRun(press, answer)
    },
  },
  'opened before and after': {
    weight: 6,
    async run(play) {
      const press = play.choose(play.card('adele'))
      await play.press({ ...press, decision: 'read' }, view())
      const answer = await play.press(press, recorded(press))
      play.noteRun(press, answer)
      await play.press({ ...press, decision: 'read' }, view(answer))
    },
  },
}

/** Presses under the second key, as soon as there is one: refused as long as it may not be known yet. */
export const underNewKey = {
  async run(play) {
    const press = play.choose(play.card('adele'))
    if (play.newKey.known) {
      const answer = await play.press({ ...press, token: play.newToken('adele') }, recorded(press))
      play.noteRun(press, answer)
      await play.press({ ...press, as: 'grady', token: play.newToken('grady') }, forbidden)
      await play.press(press, sameAs(answer))
      return
    }
    await play.press({ ...press, token: play.newToken('adele') }, unauthenticated)
    await play.press({ ...press, as: 'grady', token: play.newToken('grady') }, unauthenticated)
    const answer = await play.press(press, recorded(press))
    play.noteRun(press, answer)
  },
}

async function decide(play) {
  const press = play.choose(play.card('adele'))
  const answer = await play.press(press, recorded(press))
  play.noteRun(press, answer)
  return { press, answer }
}
