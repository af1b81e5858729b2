import { describe, expect, it } from 'vitest'
import type { SecondOpinion } from '@/lib/chain/second'
import type { Aftermath } from '@/lib/chain/track/aftermath'
import { type Effect, judgeDiff } from '@/lib/console/diff'
import { places, sets } from '@/lib/console/effects'
import type { ConsoleModel } from '@/lib/console/model'
import type { Evidence, Run } from '@/lib/react/run'
import { fakeModel } from '@/lib/testing/fakes/model'
import { modelUnit } from '@/lib/testing/units'
import { outcomeOf } from './outcome'

const hash = `0x${'ab'.repeat(32)}` as const
const before = fakeModel({ 'paused()': () => [false], 'stopped()': () => [false] })
const paused = fakeModel({ 'paused()': () => [true], 'stopped()': () => [false] })
const stoppedToo = fakeModel({ 'paused()': () => [true], 'stopped()': () => [true] })
const effect = sets(places.units(modelUnit(before).id).timelock.paused, true)

const mined: Evidence = {
  ...{ state: 'mined', hash, depth: 0n, unproven: null, by: ['a', 'b'], against: [], silent: [] },
  block: { number: 1n, hash },
}

const runOf = (evidence: Evidence = mined, effects: readonly Effect[] = [effect]): Run => ({
  ...{
    id: '1',
    chainId: 31337,
    request: { kind: 'pause-timelock', unit: modelUnit(before).id },
    title: '',
    from: before.safes[0]!.id,
  },
  ...{ at: 0, since: null, mine: true, effects },
  calls: [
    {
      ...{ to: before.safes[0]!.id, data: '0x', value: 0n, evidence },
      dialogue: { state: 'submitted', hash, nonce: null, at: 0 },
    },
  ],
})

type Read = Extract<Aftermath, { state: 'read' }>

const same: SecondOpinion = {
  state: 'same',
  first: 'server',
  by: 'wallet',
  reads: 9,
  codes: 1,
  logs: { from: 0n, to: 1n },
  gaps: [],
}

const read = (
  after: ConsoleModel,
  effects: readonly Effect[] = [effect],
  more: Partial<Read> = {},
): Read => ({
  ...{ state: 'read', by: 'server', block: after.block, span: 1n, after },
  comparison: {
    state: 'compared',
    before,
    diff: judgeDiff(before, after, effects),
    unmet: [],
    overtaken: false,
  },
  opinions: [same],
  ...more,
})

const told = (aftermath: Aftermath | null, run = runOf()) => outcomeOf(run, aftermath, paused)

describe('the outcome of what was signed', () => {
  it('gives a green outcome where what was signed is on chain, nothing else changed, and two sources have it', () => {
    expect(told(read(paused))).toMatchObject({
      ...{ state: 'ok', missing: [], unexpected: [], faults: [], doubts: [] },
      title: '1 stated change on chain at block 1',
      proof: 'Read at block 1 by server and wallet, and compared with the block before.',
    })
  })

  it('doubts what it could not compare where the transactions are of several blocks', () => {
    const { comparison, ...rest } = read(paused, [effect], { span: 2n })
    expect(
      told({ ...rest, comparison: { ...comparison, uncompared: 3 } as typeof comparison }),
    ).toMatchObject({
      state: 'unknown',
      title: '1 stated change on chain at block 1',
      doubts: [
        'It took 2 blocks: 3 stated values that depend on the second of a block could not be compared.',
      ],
    })
  })

  it('gives a red outcome where a stated change is not on chain, or one is that nobody stated', () => {
    expect(told(read(before))).toMatchObject({
      ...{ state: 'wrong', title: 'Not on chain at block 1', missing: ['Timelock'] },
    })
    expect(told(read(stoppedToo))).toMatchObject({
      ...{ state: 'wrong', title: 'More changed than was stated, at block 1' },
      unexpected: expect.arrayContaining(['Configurator']),
    })
  })

  it('leaves open who made a change where the run took several blocks', () => {
    expect(told(read(stoppedToo, [effect], { span: 3n }))).toMatchObject({
      state: 'unknown',
      doubts: [expect.stringContaining('3 blocks, in which others act too')],
    })
    expect(told(read(before, [effect], { span: 3n }))?.state).toBe('wrong')
  })

  it('gives no green outcome where nothing can be proven', () => {
    const none = read(before, [])
    expect(told(none, runOf(mined, []))).toMatchObject({
      ...{ state: 'unknown', title: 'Mined; nothing that could be proven, at block 1' },
    })
  })

  it('gives no green outcome by one source alone, and a red one where another has a different picture', () => {
    expect(told(read(paused, [effect], { opinions: [] }))).toMatchObject({
      ...{ state: 'unknown', doubts: [expect.stringContaining('By one source only: server.')] },
    })
    const silent = [{ state: 'could-not-check', first: 'node', by: 'wallet', problem: 'it is down' }] as const
    expect(told(read(paused, [effect], { opinions: silent }))?.doubts[0]).toContain('wallet: it is down.')
    const different = [
      { state: 'different', first: 'node', by: 'wallet', what: 'its block 1 has hash 0x12' },
    ] as const
    expect(told(read(paused, [effect], { opinions: different }))).toMatchObject({
      ...{ state: 'wrong', faults: ['wallet has another picture of this block: its block 1 has hash 0x12.'] },
    })
  })

  it('gives no green outcome where a source denies the transaction, or it is not compared with what was signed', () => {
    const denied: Evidence = { ...mined, against: [{ by: 'wallet', says: 'knows nothing of it' }] }
    expect(told(read(paused), runOf(denied))).toMatchObject({
      ...{
        state: 'wrong',
        faults: ['wallet knows nothing of it.'],
        title: 'Disputed: 1 stated change at block 1',
      },
    })
    const unread = { state: 'could-not-read', problem: 'server: it is down' } as const
    expect(told(unread, runOf(denied))).toMatchObject({
      ...{
        state: 'wrong',
        faults: ['wallet knows nothing of it.'],
        title: 'Disputed: 1 stated change at block 1',
      },
    })
    expect(told(read(paused), runOf({ ...mined, unproven: 'Not compared.' }))).toMatchObject({
      ...{ state: 'unknown', doubts: ['Not compared.'] },
    })
    const carried: Evidence = {
      ...{ state: 'enclosed', kind: 'user operation', hash, success: true, block: { number: 1n, hash } },
      ...{ by: ['a'], against: [], silent: [] },
    }
    expect(told(read(paused), runOf(carried))?.state).toBe('unknown')
  })

  it('gives no green outcome where the account sent the same more than once', () => {
    const twice: Evidence = { ...mined, again: [`0x${'cd'.repeat(32)}`] }
    expect(told(read(paused), runOf(twice))).toMatchObject({
      ...{ state: 'unknown', doubts: [expect.stringContaining('the same more than once')] },
    })
    expect(told(read(paused), runOf({ ...mined, again: [] }))?.state).toBe('ok')
  })

  it('gives no green outcome where somebody was faster, or the picture before is missing', () => {
    const { comparison, ...rest } = read(paused)
    if (comparison.state !== 'compared') throw new Error(comparison.state)
    expect(told({ ...rest, comparison: { ...comparison, unmet: ['It is not paused yet'] } })).toMatchObject({
      ...{
        state: 'unknown',
        doubts: ['Did not hold when it was mined: It is not paused yet. Somebody was faster.'],
      },
    })
    expect(told({ ...rest, comparison: { ...comparison, overtaken: true } })).toMatchObject({
      ...{
        state: 'unknown',
        doubts: ['When it was mined, other transactions would have done it. Somebody was faster.'],
      },
    })
    const alone = { state: 'after-only', problem: 'no', effects: [{ effect, holds: true }] } as const
    expect(told({ ...rest, comparison: alone })).toMatchObject({
      ...{ state: 'unknown', title: '1 stated change on chain at block 1' },
    })
  })

  it('falls back to a later picture, never green, and only for what lasts', () => {
    const problem = { state: 'could-not-read', problem: 'server: it is down' } as const
    expect(told(problem)).toMatchObject({ state: 'unknown', proof: null })
    expect(outcomeOf(runOf(), problem, before)).toMatchObject({ state: 'wrong', missing: ['Timelock'] })
    const passing = runOf(mined, [{ ...effect, timed: true }])
    expect(outcomeOf(passing, problem, before)).toMatchObject({
      ...{ state: 'unknown', title: 'Mined; nothing that could be proven, at block 1' },
    })
    const later: Evidence = { ...mined, block: { number: 2n, hash } }
    expect(outcomeOf(runOf(later), problem, paused)).toBeNull()
  })

  it('gives no outcome before everything is mined and a picture is read', () => {
    expect(told(null)).toBeNull()
    expect(told(read(paused), { ...runOf(), calls: [{ ...runOf().calls[0]!, evidence: null }] })).toBeNull()
  })
})
