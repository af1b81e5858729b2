import { describe, expect, it } from 'vitest'
import { delaysOf } from '@/lib/console/derive/delays'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { delayMeaning, delayTitle, shortenerWords } from './delays'

const told = (outputs: FakeOutputs = {}) =>
  Object.fromEntries(
    delaysOf(
      fakeModel(
        { 'delay()': () => [172_800n], 'getMinDelay()': () => [1_209_600n], ...outputs },
        fakeTime,
        fakePrimeDeployment(),
      ),
    ).map((delay) => [
      delay.kind,
      [delayTitle(delay), delayMeaning(delay), ...delay.shortenedBy.map(shortenerWords)],
    ]),
  )

describe('the words of a delay', () => {
  it('say what waits, what the time is and who can shorten it', () => {
    const all = told({
      'getMaxChange(address)': () => [1_250_000_000_000_000_000n],
      'wards(address)': ([account]) => [account === someone ? 1n : 0n],
    })
    expect(all.pause).toEqual([
      'Plan of governance',
      'from plotting to the first second of execution',
      'only governance, by a plan that itself waits (2 d)',
    ])
    expect(all.timelock?.slice(0, 2)).toEqual([
      'Operation of the timelock (Unit)',
      'from scheduling to the first second of execution, by anyone',
    ])
    expect(all.timelock).toContain('at once, with DEFAULT_ADMIN_ROLE of the timelock')
    expect(all.hop).toEqual([
      'Increase of a limit of Generator',
      'from one increase by a cBEAM to the next, each to at most ×1.25',
      'the Core Council through the timelock (14 d)',
      'at once, as a ward of BeamState',
      'at once, with the DELAYED role of BeamState',
    ])
    expect(all['star-guard']?.[0]).toBe('Spell of Spark')
    expect(all['star-guard']?.[2]).toMatch(/^the wards of the StarGuard, which are not read here/)
  })

  it('leave out what could not be read', () => {
    const all = told({ 'getMaxChange(address)': () => null, 'getMinDelay()': () => null })
    expect(all.hop?.[1]).toBe('from one increase by a cBEAM to the next')
    expect(all.hop?.[2]).toBe('the Core Council through the timelock')
  })
})
