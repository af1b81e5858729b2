import { describe, expect, it } from 'vitest'
import { WAD } from '@/lib/math'
import { migratingModel } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, fakeTime } from '@/lib/testing/fakes/model'
import { NO_GUARDRAILS } from '@/lib/vaults'
import { type CliffKind, cliffs } from './cliffs'

const DUTY = 1_000_000_001_395_766_281_313_196_627n
const world = (outputs: FakeOutputs = {}) => cliffs(migratingModel({ phase: 'CutOver' }, outputs))
const at = (all: ReturnType<typeof world>, kind: CliffKind) => {
  const found = all.find((cliff) => cliff.kind === kind)
  if (found === undefined) return null
  return found.at.ok ? found.at.value : 'unknown'
}

describe('what changes by itself at a vault', () => {
  it('is no deposit cap and no rate where nothing grows', () => {
    expect(at(world(), 'cap-reached')).toBeNull()
    expect(at(world(), 'rate-trips')).toBeNull()
  })

  it('is the second in which yield has used up the deposit cap', () => {
    const growing = { 'vsr()': () => [DUTY], 'depositCap()': () => [101n * WAD] }
    const when = at(world(growing), 'cap-reached')
    expect(when).toBeGreaterThan(fakeTime)
    // 1 % at 4.5 % a year takes some 80 days.
    expect((BigInt(when ?? 0) - fakeTime) / 86_400n).toBe(82n)
  })

  it('is reached already where the cap lets nothing in', () => {
    expect(at(world({ 'depositCap()': () => [100n * WAD] }), 'cap-reached')).toBe(fakeTime)
  })

  it('is the second in which the rate passes its maximum', () => {
    const growing = { 'vsr()': () => [DUTY], 'maxExchangeRates(address)': () => [101n * 10n ** 34n] }
    expect(at(world(growing), 'rate-trips')).toBeGreaterThan(fakeTime)
  })

  it('tells a cap and a maximum of 0 from one that is reached', () => {
    const noCap = world({ 'depositCap()': () => [0n] })
    expect([at(noCap, 'no-cap'), at(noCap, 'cap-reached')]).toEqual([fakeTime, null])
    const noMaximum = world({ 'maxExchangeRates(address)': () => [0n] })
    expect([at(noMaximum, 'no-maximum'), at(noMaximum, 'rate-trips')]).toEqual([fakeTime, null])
    const low = world({ 'maxExchangeRates(address)': () => [10n ** 36n - 1n] })
    expect([at(low, 'no-maximum'), at(low, 'rate-trips')]).toEqual([null, fakeTime])
    // A vault into which nothing was ever deposited needs no maximum yet.
    const empty = world({ 'maxExchangeRates(address)': () => [0n], 'balanceOf(address)': () => [0n] })
    expect([at(empty, 'no-maximum'), at(empty, 'rate-trips')]).toEqual([null, null])
  })

  it('is the end of a pause, as long as it lasts', () => {
    const paused = (until: bigint) => ({
      'guardrails()': () => [{ ...NO_GUARDRAILS, takesPausedUntil: until, withdrawalsPausedUntil: until }],
    })
    expect(at(world(paused(fakeTime + 60n)), 'takes-resume')).toBe(fakeTime + 60n)
    expect(at(world(paused(fakeTime + 60n)), 'recalls-resume')).toBe(fakeTime + 60n)
    expect(at(world(paused(fakeTime)), 'takes-resume')).toBeNull()
  })

  it('is unknown where it could not be read, and stands first', () => {
    const all = world({ 'depositCap()': () => null, 'maxExchangeRates(address)': () => [0n] })
    expect(at(all, 'cap-reached')).toBe('unknown')
    expect(all[0]?.kind).toBe('cap-reached')
  })
})
