import type { Address } from 'viem'
import { describe, expect, it } from 'vitest'
import { fakeDeployment, fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime } from '@/lib/testing/fakes/model'
import { lineMomWords } from './line-mom'

const deployment = fakePrimeDeployment()
const { vat, autoLine, lineMom } = deployment.mcd as Record<string, Address>
const wired: FakeOutputs = {
  'vat()': () => [vat],
  'autoLine()': () => [autoLine],
  'wards(address)': () => [1n],
  'ilks(bytes32)': (_, to) => [to === lineMom ? 1n : 0n, 0n, 0n, 0n, 0n],
}
const told = (outputs: FakeOutputs = {}) =>
  lineMomWords(fakeModel({ ...wired, ...outputs }, fakeTime, deployment).mcd)

describe('what is told of LineMom', () => {
  it('is of how many ilks it sets the ceiling to 0', () => {
    expect(told()).toMatchObject({
      ok: true,
      value: {
        ready: true,
        word: 'Ready',
        text: 'It can set the ceilings of 2 of 2 ilks here to 0 at once, without a plan',
      },
    })
    expect(told({ 'ilks(bytes32)': () => [0n, 0n, 0n, 0n, 0n] })).toMatchObject({
      value: { ready: false, word: 'Lists nothing' },
    })
  })

  it('is that it cannot where it is not let, and unknown where that was not read', () => {
    expect(told({ 'wards(address)': () => [0n] })).toMatchObject({
      value: { ready: false, word: 'Cannot act' },
    })
    expect(told({ 'wards(address)': () => null })?.ok).toBe(false)
  })

  it('is nothing where the deployment names none', () => {
    expect(lineMomWords(fakeModel({}, fakeTime, fakeDeployment()).mcd)).toBeNull()
  })
})
