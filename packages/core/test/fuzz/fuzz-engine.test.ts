import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { pathToFileURL } from 'node:url'

interface Failure {
  readonly kind: string
  readonly message: string
}
interface Target {
  readonly name: string
  readonly check: (input: Buffer) => void
}
interface Random {
  below(limit: number): number
}
interface Engine {
  readonly runInput: (target: Target, input: Buffer) => Promise<Failure | undefined>
  readonly minimise: (target: Target, input: Buffer, kind: string) => Promise<Buffer>
  readonly createRandom: (seed: number, name?: string) => Random
  readonly mutate: (
    input: Buffer,
    random: Random,
    sources: { dictionary: readonly Buffer[]; other: Buffer },
  ) => Buffer
}

async function load<Name extends keyof Engine>(file: string, name: Name): Promise<Engine[Name]> {
  const url = new URL(`../../../../../fuzz/engine/${file}`, import.meta.url)
  return ((await import(pathToFileURL(url.pathname).href)) as Pick<Engine, Name>)[name]
}

const runInput = await load('run-input.mjs', 'runInput')
const minimise = await load('minimise.mjs', 'minimise')
const createRandom = await load('random.mjs', 'createRandom')
const mutate = await load('mutate.mjs', 'mutate')

const faulty: Target = {
  name: 'faulty',
  check: (input) => {
    if (input.includes('<') && input.includes('>')) throw new RangeError('both')
  },
}

describe('the fuzzer itself', () => {
  it('reports what throws, what touches a prototype and what takes too long', async () => {
    assert.equal(await runInput(faulty, Buffer.from('<')), undefined)
    assert.match((await runInput(faulty, Buffer.from('<>')))?.kind ?? '', /^RangeError /)
    const polluter: Target = {
      name: 'polluter',
      check: () => Object.assign(Object.prototype, { polluted: true }),
    }
    try {
      assert.equal((await runInput(polluter, Buffer.alloc(0)))?.kind, 'prototype')
    } finally {
      Reflect.deleteProperty(Object.prototype, 'polluted')
    }
    const slow: Target = {
      name: 'slow',
      check: () => {
        const { user, system } = process.cpuUsage()
        for (let used = user + system, now = used; now - used < 1_100_000;) {
          const usage = process.cpuUsage()
          now = usage.user + usage.system
        }
      },
    }
    assert.equal((await runInput(slow, Buffer.alloc(0)))?.kind, 'slow')
  })

  it('finds a planted fault by changing a harmless input, and makes it small', async () => {
    const random = createRandom(7, 'planted')
    const sources = { dictionary: [Buffer.from('<'), Buffer.from('>')], other: Buffer.from('other') }
    let input: Buffer = Buffer.from('harmless text of some length')
    let failure: Failure | undefined
    for (let runs = 0; failure === undefined && runs < 5_000; runs++) {
      input = mutate(input.subarray(0, 60), random, sources)
      failure = await runInput(faulty, input)
    }
    assert.ok(failure !== undefined)
    const smallest = await minimise(faulty, input, failure.kind)
    assert.deepEqual([...smallest.toString('latin1')].sort(), ['<', '>'])
  })

  it('makes the same inputs of the same seed', () => {
    const make = (seed: number): string => {
      const random = createRandom(seed, 'x')
      const sources = { dictionary: [Buffer.from('word')], other: Buffer.from('0123456789') }
      return Array.from({ length: 20 }, () =>
        mutate(Buffer.from('abcdef'), random, sources).toString('hex'),
      ).join()
    }
    assert.equal(make(1), make(1))
    assert.notEqual(make(1), make(2))
  })
})
