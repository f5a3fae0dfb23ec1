import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findDisplayProblem } from '../../src/opener/find-display.js'

const linux = { platform: 'linux', hasProgram: (name: string) => name === 'xdg-open' } as const

describe('where a browser can be opened', () => {
  it('needs a display and an opener on Linux', () => {
    assert.equal(findDisplayProblem({ DISPLAY: ':0' }, linux), undefined)
    assert.equal(findDisplayProblem({ WAYLAND_DISPLAY: 'wayland-0' }, linux), undefined)
    assert.match(findDisplayProblem({}, linux) ?? '', /no display/)
    assert.match(findDisplayProblem({ DISPLAY: '' }, linux) ?? '', /no display/)
    assert.match(
      findDisplayProblem({ DISPLAY: ':0' }, { platform: 'linux', hasProgram: () => false }) ?? '',
      /no program/,
    )
  })

  it('is never under CI or over SSH, whatever the system', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      const options = { platform, hasProgram: () => true }
      assert.match(findDisplayProblem({ DISPLAY: ':0', CI: 'true' }, options) ?? '', /CI/)
      assert.match(findDisplayProblem({ DISPLAY: ':0', SSH_CONNECTION: 'a b c d' }, options) ?? '', /SSH/)
    }
    assert.equal(findDisplayProblem({}, { platform: 'darwin' }), undefined)
  })
})
