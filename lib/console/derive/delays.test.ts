import { describe, expect, it } from 'vitest'
import { fakeDeployment, fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { type Delay, delaysOf } from './delays'

const delays = (outputs: FakeOutputs = {}, deployment = fakePrimeDeployment()) =>
  delaysOf(fakeModel(outputs, fakeTime, deployment))
const times: FakeOutputs = {
  'delay()': () => [1n],
  'getMinDelay()': () => [2n],
  'getHop(address)': () => [3n],
  'maxDelay()': () => [4n],
  'wards(address)': ([account]) => [account === someone ? 1n : 0n],
}

describe('the delays of a deployment', () => {
  it('are those of governance, of the timelock, of an increase and of a spell', () => {
    expect(delays(times).map(({ kind, of, length }) => [kind, of, length.ok && length.value])).toEqual([
      ['pause', null, 1n],
      ['timelock', 'Unit', 2n],
      ['hop', 'Generator', 3n],
      ['star-guard', 'Spark', 4n],
    ])
    expect(delays(times, fakeDeployment()).map(({ kind }) => kind)).toEqual(['timelock', 'hop'])
  })

  it('name who can shorten each, and after how long', () => {
    const by = Object.fromEntries(delays(times).map(({ kind, shortenedBy }) => [kind, shortenedBy]))
    const after = { ok: true, value: 1n }
    expect(by.pause).toMatchObject([{ who: { kind: 'plan', after } }])
    const held = (delay: Delay['shortenedBy'] = []) =>
      delay.flatMap(({ who }) => (who.kind === 'account' ? [[who.right, who.account]] : []))
    expect(held(by.timelock)).toContainEqual(['admin', someone])
    expect(by.hop?.[0]).toMatchObject({ who: { kind: 'timelock', after: { ok: true, value: 2n } } })
    expect(held(by.hop)).toEqual([
      ['ward', someone],
      ['delayed', someone],
    ])
    expect(by['star-guard']).toMatchObject([{ who: { kind: 'unread' } }])
  })

  it('leave out who is known not to hold the right, and keep who may', () => {
    const timelock = (outputs: FakeOutputs) =>
      delays({ ...times, ...outputs }).find(({ kind }) => kind === 'timelock')?.shortenedBy
    expect(timelock({ 'hasRole(bytes32,address)': () => [false] })).toEqual([])
    const unread = timelock({ 'hasRole(bytes32,address)': () => null })
    expect(unread?.length).toBeGreaterThan(0)
    expect(unread?.every(({ who }) => who.kind === 'account' && !who.holds.ok)).toBe(true)
  })

  it('are unknown where they could not be read', () => {
    expect(delays({ 'delay()': () => null })[0]?.length.ok).toBe(false)
  })
})
