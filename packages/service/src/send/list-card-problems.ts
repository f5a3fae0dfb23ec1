import { isOptionObject } from '../config/option-object.js'

/** What is wrong with the option `card`; what a function makes is judged when it has made it. */
export function listCardProblems(card: unknown): string[] {
  return typeof card === 'function' || isOptionObject(card)
    ? []
    : ['card must be a card, or a function that makes one']
}
