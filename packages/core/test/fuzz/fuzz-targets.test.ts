import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { runFuzz } from './run-fuzz.js'

/** What is bounded here runs as long as one likes with `npm run fuzz`. */
const BOUNDS = ['--seed', '1', '--runs', '1200', '--seconds', '2']

/** One process for several: starting one costs as much as the inputs. */
const GROUPS = {
  tokens: ['jws', 'jwe', 'limited-claims', 'limited-roots', 'exchange-context', 'metadata-url', 'webhook'],
  'keys and JSON': ['jwk', 'rsa-key-value', 'pem', 'x509', 'key-set', 'strict-json'],
  'cards and HTML': ['card', 'signed-card', 'target-url', 'html', 'embed'],
  'headers and inputs': ['action-headers', 'status-text', 'address', 'inputs', 'input-round-trip'],
} as const

describe('fuzzing', () => {
  for (const [what, targets] of Object.entries(GROUPS)) {
    it(`finds nothing in ${what}: only coded refusals, in time, and what the references say`, async () => {
      const { code, output } = await runFuzz([...targets, ...BOUNDS])
      assert.equal(code, 0, output)
      for (const target of targets)
        assert.match(output, new RegExp(`^${target}: \\d+ inputs, .* nothing found$`, 'm'))
    })
  }

  it('repeats one input, and knows its own targets', async () => {
    assert.deepEqual(
      await runFuzz(['strict-json', '--input', Buffer.from('{"a":1}').toString('base64url')]),
      {
        code: 0,
        output: 'every invariant holds\n',
      },
    )
    const { code, output } = await runFuzz(['no-such-target'])
    assert.equal(code, 2)
    assert.match(output, /Targets: jws, /)
  })
})
