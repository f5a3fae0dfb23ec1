import { Action } from 'adaptivecards/lib/card-elements'
import type { CardJson } from '../api/wire-types.js'

/** An action that only the mail client knows how to do; it keeps the card's own JSON. */
export abstract class OutlookAction extends Action {
  json: CardJson = {}

  override internalParse(...[source, context]: Parameters<Action['internalParse']>): void {
    super.internalParse(source, context)
    this.json = source
  }
}

/** Calls the service: the platform does that, never this page. */
export class HttpAction extends OutlookAction {
  getJsonTypeName(): string {
    return 'Action.Http'
  }
}

/** Invokes the bot that posted the card: the platform does that, too. */
export class ExecuteAction extends OutlookAction {
  getJsonTypeName(): string {
    return 'Action.Execute'
  }
}

export class InvokeAddInCommandAction extends OutlookAction {
  getJsonTypeName(): string {
    return 'Action.InvokeAddInCommand'
  }
}

export class DisplayMessageFormAction extends OutlookAction {
  getJsonTypeName(): string {
    return 'Action.DisplayMessageForm'
  }
}

export class DisplayAppointmentFormAction extends OutlookAction {
  getJsonTypeName(): string {
    return 'Action.DisplayAppointmentForm'
  }
}
