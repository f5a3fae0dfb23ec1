import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mount } from '../../src/adapters/node.js'
import { adapterCases, listen, post, withPress } from '../support/adapter-case.js'

describe('adapter /node', () => {
  for (const { name, run } of adapterCases) {
    it(name, () => run((t, limits) => listen(mount(t.handler, limits))))
  }

  it('finds the handler of several by the path and answers 404 elsewhere', () =>
    withPress(
      (t) => listen(mount([t.handler])),
      async ({ t, server, request }) => {
        assert.equal((await fetch(`http://127.0.0.1:${String(server.port)}/elsewhere`)).status, 404)
        assert.equal((await post(server.port, request)).status, 200)
        assert.equal(t.runs.length, 1)
      },
    ))
})
