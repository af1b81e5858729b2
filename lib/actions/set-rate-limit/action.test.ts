import { describe, expect, it } from 'vitest'
import { places } from '@/lib/console/effects'
import { pathOf } from '@/lib/leaf/path'
import type { LimitParams } from '@/lib/limits'
import { WAD } from '@/lib/math'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { type Action, buildAction } from '..'

const NOW: LimitParams = { maxAmount: 100n * WAD, slope: WAD }
const outputs: FakeOutputs = {
  'getRateLimitData(bytes32)': () => [{ ...NOW, lastAmount: 40n * WAD, lastUpdated: fakeTime }],
  'getInitRateLimits(bytes32,address)': () => [{ maxAmount: 0n, slope: 0n }],
  'getMaxChange(address)': () => [(5n * WAD) / 4n],
  'stopped()': () => [false],
  'frozen(address)': () => [false],
}

const model = fakeModel(outputs)
const generator = model.generators[0]!
const limit = generator.limits[0]!

function built(kind: 'raise-limit' | 'lower-limit', params: Partial<LimitParams>): Action {
  const request = { kind, generator: generator.id, key: limit.id, ...NOW, ...params } as const
  return buildAction(request, model, someone)!
}

const changes = ({ requirements }: Action) => requirements.find(({ id }) => id === 'changes')?.holds
const place = places.generators(generator.id).limits(limit.id)
const stated = ({ effects }: Action, name: 'maxAmount' | 'slope' | 'lastAmount' | 'zzz') => {
  const effect = effects.find(({ path }) => path === pathOf(place[name]))
  return typeof effect?.after === 'object' ? effect.after.value : undefined
}

describe('a change of one number of a limit', () => {
  it('a limit can be changed by its maximum alone, and by its slope alone', () => {
    for (const [kind, params] of [
      ['raise-limit', { maxAmount: 110n * WAD }],
      ['raise-limit', { slope: (11n * WAD) / 10n }],
      ['lower-limit', { maxAmount: 30n * WAD }],
      ['lower-limit', { slope: WAD / 2n }],
    ] as const) {
      const action = built(kind, params)
      expect(changes(action)).toMatchObject({ ok: true, value: true })
      const next = { ...NOW, ...params }
      expect(stated(action, 'maxAmount')).toBe(next.maxAmount)
      expect(stated(action, 'slope')).toBe(next.slope)
      // Raising adds no capacity, and a lower maximum reduces the present capacity.
      expect(stated(action, 'lastAmount')).toBe(next.maxAmount < 40n * WAD ? next.maxAmount : 40n * WAD)
      expect(stated(action, 'zzz')).toBe(kind === 'raise-limit' ? fakeTime : undefined)
    }
  })

  it('setting the numbers that a limit already has does not count as a change', () => {
    expect(changes(built('lower-limit', {}))).toMatchObject({ ok: true, value: false })
  })
})
