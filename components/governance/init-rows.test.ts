import { zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, unnamedKey } from '@/lib/testing/fakes/model'
import { modelUnit } from '@/lib/testing/units'
import { initRows } from './init-rows'

const deployment = fakePrimeDeployment()
const { rateLimits } = deployment.generators[0]!.addresses

/** @param answer what BeamState stores for an entry; null could not be read */
function rowsOf(answer: (of: unknown) => readonly [bigint, bigint] | null) {
  const outputs: FakeOutputs = { 'initRateLimits(bytes32,address)': ([, of]) => answer(of) }
  const model = fakeModel(outputs, fakeTime, deployment)
  return initRows(model, modelUnit(model))
}
const targets = (...input: Parameters<typeof rowsOf>) =>
  new Set(rowsOf(...input).map(({ init }) => init.rateLimits))

describe('the initial limits that are shown', () => {
  it('are those of each PAU and of all, and those that only events name', () => {
    const rows = rowsOf(() => [1n, 1n])
    const of = (target: unknown) => rows.filter(({ init }) => init.rateLimits === target)
    expect(of(rateLimits).length).toBeGreaterThan(1)
    expect(of(zeroAddress).length).toBe(of(rateLimits).length)
    const [elsewhere, ...more] = rows.filter(
      ({ init }) => ![rateLimits, zeroAddress].includes(init.rateLimits),
    )
    expect(more).toEqual([])
    expect(elsewhere).toMatchObject({ init: { key: unnamedKey }, limit: { id: unnamedKey } })
  })

  it('are none where both numbers are 0, and stay where one is not or could not be read', () => {
    expect(rowsOf(() => [0n, 0n])).toEqual([])
    expect(targets((of) => (of === zeroAddress ? [0n, 1n] : [0n, 0n]))).toEqual(new Set([zeroAddress]))
    expect(targets((of) => (of === zeroAddress ? [1n, 0n] : [0n, 0n]))).toEqual(new Set([zeroAddress]))
    expect(targets((of) => (of === rateLimits ? null : [0n, 0n]))).toEqual(new Set([rateLimits]))
  })
})
