import { encodeFunctionData } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi } from '@/lib/abi'
import { fakeDeployment, fakeUnit } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, someone } from '@/lib/testing/fakes/model'
import { modelUnit } from '@/lib/testing/units'
import { changesOf } from './changes'

const [generator] = fakeDeployment().generators
const told = (value: bigint, outputs: FakeOutputs = {}) => {
  const model = fakeModel({ 'getHop(address)': () => [64_800n], ...outputs })
  const data = encodeFunctionData({
    abi: beamStateAbi,
    functionName: 'setHop',
    args: [generator!.addresses.rateLimits, value],
  })
  const calls = [{ target: fakeUnit().beamState, value: 0n, data }]
  return changesOf(calls, modelUnit(model), model, (address) => address)
}

describe("today's value beside the one that an operation sets", () => {
  it('is told with its difference', () => {
    expect(told(43_200n)).toMatchObject({
      ok: true,
      changes: [{ before: '18 h', after: '12 h', difference: '-6 h', same: false }],
    })
  })

  it('is told where it is the same', () => {
    expect(told(64_800n)).toMatchObject({ ok: true, changes: [{ same: true }] })
  })

  it('is unknown with its reason where it could not be read', () => {
    expect(told(43_200n, { 'getHop(address)': () => null })).toMatchObject({
      ok: true,
      changes: [{ before: null, reason: expect.stringContaining('reverted'), after: '12 h' }],
    })
  })

  it('is told once, however often the console shows it', () => {
    const model = fakeModel({ 'cBeams(address)': () => [0n] })
    const data = encodeFunctionData({ abi: beamStateAbi, functionName: 'addCBeam', args: [someone] })
    const all = changesOf(
      [{ target: fakeUnit().beamState, value: 0n, data }],
      modelUnit(model),
      model,
      (address) => address,
    )
    expect(all).toMatchObject({ ok: true, changes: [{ before: 'no', after: 'yes' }] })
  })

  it('is not told of a call that is not understood', () => {
    const model = fakeModel()
    expect(
      changesOf([{ target: someone, value: 0n, data: '0x' }], modelUnit(model), model, (address) => address),
    ).toEqual({ ok: false, because: expect.stringContaining('cannot be stated') })
  })
})
