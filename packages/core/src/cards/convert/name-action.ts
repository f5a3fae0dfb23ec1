import { stringMember, type JsonObject } from '../tree/json-object.js'

/** An action's `@id` and `name`, as Adaptive Cards call them. */
export function nameAction(action: JsonObject): { readonly id?: string; readonly title?: string } {
  const id = stringMember(action, '@id')
  const title = stringMember(action, 'name')
  return { ...(id === undefined || id === '' ? {} : { id }), ...(title === undefined ? {} : { title }) }
}
