import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, it } from 'node:test'
import { answer, createService, fromEnv } from '@countersign/service'
import { mount } from '@countersign/service/node'
import fc from 'fast-check'
import { registerService, withEmulator } from '../../src/testing/index.js'

/** What people type, and what an unescaped substitution trips over. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom(
    '"',
    '\\',
    '\r\n',
    '&a=b',
    '%00%0d%0a',
    '{{comment.value}}',
    '{{reason.value}}',
    '{"a":1}',
    '</div>',
    '\r\n--boundary\r\nContent-Disposition: form-data; name="comment"\r\n\r\nforged\r\n',
    '__proto__',
    '\u0000',
    '',
  ),
)

describe("inputs through the emulator's press and real HTTP", () => {
  it('B01: every text arrives unchanged, in each of two inputs', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
    try {
      await withEmulator(async (emulator) => {
        const service = createService(fromEnv(await registerService(emulator, { url })))
        const note = service.define('note', {
          url: 'https://notes.example/actions/note',
          decisions: ['keep'],
        })
        let arrived: unknown
        const keep = note.on(({ input }) => {
          arrived = { ...input }
          return answer.tryAgain('Again.')
        })
        server.on('request', mount(keep))
        await note.send({
          item: '1',
          to: 'adele@contoso.example',
          subject: 'Note 1',
          card: ({ action }) => ({
            type: 'AdaptiveCard',
            version: '1.0',
            body: [
              { type: 'Input.Text', id: 'comment', isMultiline: true },
              { type: 'Input.Text', id: 'reason', isMultiline: true },
            ],
            actions: [
              action('keep', { title: 'Keep', inputs: ['comment', 'reason'] }),
              { type: 'Action.OpenUrl', title: 'Open', url: 'https://notes.example/1' },
            ],
          }),
        })
        const message = await emulator.waitForMessage(({ admission }) => admission.outcome === 'shown')
        await fc.assert(
          fc.asyncProperty(anyText, anyText, async (comment, reason) => {
            arrived = undefined
            await emulator.press(message.id, 'keep', { inputs: { comment, reason } })
            assert.deepEqual(arrived, { comment, reason })
          }),
          { numRuns: 60 },
        )
        await service.close()
      })
    } finally {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  })
})
