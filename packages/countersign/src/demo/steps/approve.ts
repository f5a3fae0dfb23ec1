import { renderCardText } from '@countersign/core'
import type { DemoStep } from '../demo-step.js'
import { expectValue } from '../demo-step.js'

export const approve: DemoStep = {
  title: 'Adele approves',
  async run({ emulator, example }) {
    const press = await emulator.press(1, 'approve')
    const { kid, profile, claims } = press.request.token
    return {
      checks: [
        { what: 'action token', found: `${profile}, key ${kid}, issuer ${String(claims['iss'])}`, ok: true },
        expectValue('the service answers', press.status, 200),
        expectValue('Outlook is told', press.actionStatus, 'Recorded.'),
        expectValue('the card is refreshed', press.refreshedCard !== undefined, true),
        expectValue('payments made', example.payments(), 1),
      ],
      ...(press.refreshedCard && { picture: renderCardText(press.refreshedCard) }),
    }
  },
}

export const approveAgain: DemoStep = {
  title: 'Adele presses Approve again, on a device that still shows the old card',
  async run({ emulator, example }) {
    const press = await emulator.press(1, 'approve')
    return {
      checks: [
        expectValue('the service answers', press.status, 200),
        expectValue('with what was recorded', press.actionStatus, 'Recorded.'),
        expectValue('payments made', example.payments(), 1),
      ],
    }
  },
}

export const rejectAfterwards: DemoStep = {
  title: 'Adele presses Reject after she approved',
  async run({ emulator, example }) {
    const press = await emulator.press(1, 'reject')
    return {
      checks: [
        expectValue('the service answers', press.status, 409),
        expectValue('payments made', example.payments(), 1),
      ],
    }
  },
}
