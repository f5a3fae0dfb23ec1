// What an answer must be. A verdict is a name and a function from the answer to what is wrong with it, or undefined.

const DECIDED = 'This was decided already.'
const BUSY = [
  [503, 'This is not available right now. Nothing was changed; please try again later.'],
  [409, 'This is still being processed.'],
  [200, 'This is still being worked on.'],
]

/** True for what a service may say that could not finish in time: whoever is told so presses again. */
export function isBusy(answer) {
  return BUSY.some(([status, text]) => answer.status === status && answer.text === text)
}

/** The handler has run for exactly this press, or had: its decision, its comment, and the number of its run. */
export function recorded({ decision, comment }) {
  return verdict('recorded', (answer) =>
    expect(answer, { status: 200, text: 'Recorded.', state: `${decision}: ${comment} (run ` }),
  )
}

/** The recorded answer once more, to the last byte. */
export function sameAs(first) {
  return verdict('the recorded answer', (answer) => {
    const { status, text, body } = first
    if (answer.body !== body) return `another body than recorded, ${describe(answer)}`
    return expect(answer, { status, text })
  })
}

/** Somebody else was first: the item as they have left it. */
export function decidedByOthers(first) {
  return verdict('decided, with the view', (answer) =>
    expect(answer, { status: 200, text: DECIDED, state: stateOf(first) }),
  )
}

/** `waiting` or the state of an answer. */
export function view(first) {
  const state = first === undefined ? 'waiting for approval' : stateOf(first)
  return verdict('the view', (answer) => expect(answer, { status: 200, text: '', state }))
}

export const conflict = verdict('conflict', (answer) => expect(answer, { status: 409, text: DECIDED }))
export const forbidden = refusal('forbidden', 403, 'This action is not open to you.')
export const unauthenticated = refusal('unauthenticated', 401, 'This action could not be verified.')
export const invalidInput = refusal('invalid', 400, 'Please check what you entered: comment.')

/** The number of the run that an answer tells of, or undefined. */
export function runOf(answer) {
  return / \(run (\d+)\)$/.exec(stateOf(answer) ?? '')?.[1]
}

/** Nothing of an answer's body: it may hold tokens. */
export function describe({ status, text }) {
  return `answered ${status} ${JSON.stringify(text)}`
}

function refusal(name, status, text) {
  return verdict(name, (answer) =>
    answer.body === '' ? expect(answer, { status, text }) : 'a refusal with a body',
  )
}

function verdict(name, judge) {
  return { name, judge }
}

function expect(answer, { status, text, state }) {
  if (answer.status !== status || answer.text !== text) return describe(answer)
  if (state !== undefined && stateOf(answer)?.startsWith(state) !== true) return 'another state of the item'
  return undefined
}

/** The second text of the card. */
function stateOf({ body }) {
  try {
    return JSON.parse(body).body[1].text
  } catch {
    return undefined
  }
}
