import { describe, expect, it } from 'vitest'
import type { LiveState, Picture } from '@/lib/react/live/state'
import { fakeDeployment, fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { blockTrouble, controlReadings, pageReading, rpcReading } from './status-readings'

const server = { kind: 'server', label: "this console's server" } as const
const picture = {} as Picture
const seen = { latencyMs: 3, blockNumber: 7n, dissent: null }
const live: LiveState = { picture, source: server, rpc: [], problem: null, dissent: null, own: 'none' }

describe('rpcReading', () => {
  it('is ok only when something was read and nothing is wrong', () => {
    expect(rpcReading(live).state).toBe('ok')
    expect(rpcReading({ ...live, picture: null }).state).toBe('unknown')
  })

  it('says when the chain is read past the server', () => {
    const problem = 'The server of this console does not answer.'
    const direct = { kind: 'direct', label: 'node.example' } as const
    expect(rpcReading({ ...live, source: direct, problem })).toMatchObject({
      state: 'unknown',
      word: 'Read through node.example',
      detail: problem,
    })
    expect(rpcReading({ ...live, problem }).word).toBe('RPC does not answer')
  })

  it('is in doubt where another node or the clock speaks against what is read', () => {
    const dissent = 'a.example and b.example disagree at block 7.'
    expect(rpcReading({ ...live, dissent })).toEqual({
      id: 'rpc',
      state: 'unknown',
      word: 'Reading in doubt',
      detail: dissent,
    })
  })

  it('names the nodes that cannot be used, and that others can', () => {
    const rpc = [
      { label: 'a.example', state: 'ok', problem: null, ...seen },
      { label: 'b.example', state: 'unreachable', problem: 'timed out', ...seen },
    ] as const
    const reading = rpcReading({ ...live, rpc })
    expect(reading).toMatchObject({ state: 'unknown', word: '1 of 2 nodes unusable' })
    expect(reading.detail).toContain('b.example: timed out')
  })
})

describe('blockTrouble', () => {
  it('judges age by the block time of the chain', () => {
    expect(blockTrouble(12n, 12)).toBeUndefined()
    expect(blockTrouble(240n, 12)).toEqual({ state: 'unknown', word: 'No new block for 4 min' })
  })

  it('never calls a chain stale that mines on demand', () => {
    expect(blockTrouble(1_000_000n, null)).toBeUndefined()
  })
})

describe('pageReading', () => {
  it('says that somebody rewrites the page, and nothing otherwise', () => {
    expect(pageReading({ rewritten: false, standsStill: false })).toBeUndefined()
    expect(pageReading({ rewritten: true, standsStill: false })).toMatchObject({
      state: 'unknown',
      word: 'This page is rewritten',
    })
  })
})

describe('controlReadings', () => {
  it('says that there is no Generator, which is neither good nor bad', () => {
    const [first] = controlReadings(fakeModel({}, fakeTime, fakeDeployment({ generators: [] })))
    expect(first).toEqual({
      id: 'generators',
      state: 'idle',
      word: 'No Generator',
      detail: 'There is no Generator in this deployment.',
    })
  })

  const reading = (id: string, outputs: FakeOutputs) =>
    controlReadings(fakeModel(outputs, fakeTime, fakePrimeDeployment())).find((one) => one.id === id)

  it('says whether MCD itself works', () => {
    expect(reading('core', { 'live()': () => [1n] })).toMatchObject({ state: 'ok', word: 'MCD is live' })
    expect(reading('core', { 'live()': () => [0n] })).toMatchObject({ state: 'wrong', word: 'MCD shut down' })
    expect(reading('core', { 'live()': () => null })?.state).toBe('unknown')
  })

  it('says that a BEAM is frozen where it is no more than the relayer of a Prime', () => {
    const [generator] = fakePrimeDeployment().generators
    const controller = generator?.primes[0]?.controllers[0].controller
    const primeRelayer = '0x0000000000000000000000000000000000000077'
    const members: FakeOutputs = {
      'getRoleMember(bytes32,uint256)': (_, to) => [to === controller ? primeRelayer : someone],
      'frozen(address)': () => [false],
    }
    expect(reading('beams', members)).toMatchObject({ state: 'ok', word: 'No BEAM frozen' })
    const frozen: FakeOutputs = { ...members, 'frozen(address)': ([account]) => [account === primeRelayer] }
    expect(reading('beams', frozen)).toMatchObject({ state: 'wrong', word: 'BEAM frozen' })
    const elsewhere: FakeOutputs = { ...frozen, 'freezeRegistry()': () => [someone] }
    expect(reading('beams', elsewhere)).toMatchObject({ state: 'wrong', word: 'BEAM frozen' })
  })
})
