import { encodeFunctionData, type Hex, toHex, zeroAddress } from 'viem'
import { describe, expect, it } from 'vitest'
import { beamStateAbi } from '@/lib/abi'
import { rollbackCall } from '@/lib/migration'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { type FakeOutputs, fakeModel, fakeTime, someone } from '@/lib/testing/fakes/model'
import { deployedUnit } from '@/lib/testing/units'
import type { TimelockLog } from '@/lib/timelock'
import { buildAction } from '..'

const id = (n: number): Hex => toHex(n, { size: 32 })
const HOUR = 3_600n
const deployment = fakePrimeDeployment()
const { beamState } = deployedUnit(deployment)
const generator = deployment.generators[0]!
const { diamond } = generator.addresses
const prime = generator.primes[0]!.almProxy

const approval = (controller = diamond) =>
  encodeFunctionData({
    abi: beamStateAbi,
    functionName: 'addInitControllerActions',
    args: [rollbackCall(prime), controller],
  })

const scheduled = (operation: Hex, data: Hex = approval()): TimelockLog => ({
  eventName: 'CallScheduled',
  args: {
    ...{ id: operation, index: 0n, target: beamState, value: 0n, data },
    ...{ predecessor: id(0), delay: 0n },
  },
  blockNumber: 1n,
  logIndex: Number(operation),
})

/** A model with operations that have these timestamps in the timelock, in the order of their events. */
function modelOf(timestamps: readonly bigint[], outputs: FakeOutputs = {}, data: readonly Hex[] = []) {
  const stored = new Map(timestamps.map((timestamp, index) => [id(index + 1), timestamp]))
  const pending = timestamps.filter((timestamp) => timestamp > 1n).length
  return fakeModel(
    {
      'paused()': () => [false],
      'getTimestamp(bytes32)': ([of]) => [stored.get(of as Hex) ?? 0n],
      'getOperationCount()': () => [BigInt(pending)],
      ...outputs,
    },
    fakeTime,
    deployment,
    { timelock: timestamps.map((_, index) => scheduled(id(index + 1), data[index])) },
  )
}

describe('the warning of a pause of the timelock', () => {
  const warning = (timestamps: readonly bigint[]) =>
    buildAction({ kind: 'pause-timelock', unit: beamState }, modelOf(timestamps), someone)?.requirements.find(
      ({ id: name }) => name === 'cancel-first',
    )?.says.fails

  it('a pause of the timelock warns of the delay that ends first, in whatever order operations were scheduled', () => {
    const first = 'the first delay ends 2027-01-15 09:00 UTC, in 1 h'
    expect(warning([fakeTime + HOUR, fakeTime + 2n * HOUR])).toContain(first)
    expect(warning([fakeTime + 2n * HOUR, fakeTime + HOUR])).toContain(first)
    expect(warning([fakeTime + 2n * HOUR, fakeTime])).toContain('one of them is already past its delay')
    expect(warning([fakeTime + HOUR, 1n, 0n])).toContain('1 operation pending')
    expect(warning([1n])).toBeUndefined()
  })
})

describe('the queued approval of a rollback', () => {
  const queued = (...args: Parameters<typeof modelOf>) =>
    modelOf(...args).generators[0]!.primes[0]!.migration!.rollbackQueued

  it('of several queued approvals of a rollback, the one that is executable first is found', () => {
    const found = queued([fakeTime + 2n * HOUR, fakeTime + HOUR, 1n, 0n])
    expect(found).toMatchObject({ ok: true, value: { operation: id(2) } })
    expect(found.ok && found.value?.executable.at).toBe(fakeTime + HOUR)
    expect(queued([fakeTime + HOUR, fakeTime])).toMatchObject({
      value: { operation: id(2), executable: { holds: [] } },
    })
    // An approval for all controllers counts too.
    expect(queued([fakeTime], {}, [approval(zeroAddress)])).toMatchObject({ value: { operation: id(1) } })
  })

  it('no queued approval is found where only another call is queued, and it is unknown in an incomplete queue', () => {
    const other = encodeFunctionData({
      abi: beamStateAbi,
      functionName: 'addInitControllerActions',
      args: [rollbackCall(someone), diamond],
    })
    expect(queued([fakeTime], {}, [other])).toMatchObject({ ok: true, value: null })
    expect(queued([fakeTime], {}, [approval(someone)])).toMatchObject({ ok: true, value: null })
    expect(queued([1n])).toMatchObject({ ok: true, value: null })
    expect(queued([1n], { 'getOperationCount()': () => [1n] }).ok).toBe(false)
    const unread: FakeOutputs = { 'getTimestamp(bytes32)': () => null }
    expect(queued([fakeTime], unread).ok).toBe(false)
  })
})
